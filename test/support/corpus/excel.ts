import ExcelJS from 'exceljs';
import type { Grid, GridCell, GridValue } from './grid.js';
import { letters } from './grid.js';
import { unzip, zip } from './zip.js';

export interface WorkbookOptions {
  readonly date1904?: boolean;
  /** texts inside the cells instead of a shared table, as several exporters write them */
  readonly inlineStrings?: boolean;
}

/** The workbook as xlsx bytes, the same on every run. */
export async function toXlsx(sheets: readonly Grid[], options: WorkbookOptions = {}): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const day = new Date(Date.UTC(2025, 0, 15));
  Object.assign(workbook, { creator: 'Giải Ngân', lastModifiedBy: 'Giải Ngân', created: day, modified: day });
  workbook.properties.date1904 = options.date1904 === true;
  for (const grid of sheets) addSheet(workbook, grid);
  const parts = unzip(new Uint8Array(await workbook.xlsx.writeBuffer()));
  return zip(options.inlineStrings === true ? inlineStrings(parts) : parts);
}

function addSheet(workbook: ExcelJS.Workbook, grid: Grid): void {
  const sheet = workbook.addWorksheet(grid.name, { state: grid.hidden ? 'hidden' : 'visible' });
  for (const cell of grid.cells.values()) writeCell(sheet.getCell(cell.row, cell.column), cell);
  for (const range of grid.merges) sheet.mergeCells(range);
  for (const row of grid.hiddenRows) sheet.getRow(row).hidden = true;
  for (const column of grid.hiddenColumns) sheet.getColumn(letters(column)).hidden = true;
  if (grid.autoFilter !== null) sheet.autoFilter = grid.autoFilter;
}

function writeCell(target: ExcelJS.Cell, { value, style }: GridCell): void {
  target.value = toExcelValue(value);
  target.font = {
    name: style.font ?? 'Times New Roman',
    size: 12,
    bold: style.bold ?? false,
    italic: style.italic ?? false,
  };
  if (style.numberFormat !== undefined) target.numFmt = style.numberFormat;
  if (style.indent !== undefined || style.align !== undefined) {
    target.alignment = {
      ...(style.indent ? { indent: style.indent } : {}),
      ...(style.align ? { horizontal: style.align } : {}),
    };
  }
}

function toExcelValue(value: GridValue): ExcelJS.CellValue {
  if (typeof value !== 'object') return value;
  if ('formula' in value) return value;
  if ('runs' in value)
    return { richText: value.runs.map((text, index) => ({ text, font: { bold: index % 2 === 0 } })) };
  if ('error' in value) return { error: value.error as ExcelJS.CellErrorValue['error'] };
  return new Date(`${value.day}T00:00:00Z`);
}

function inlineStrings(parts: Map<string, Buffer>): Map<string, Buffer> {
  const shared = parts.get('xl/sharedStrings.xml')!.toString('utf8');
  const items = [...shared.matchAll(/<si>([\s\S]*?)<\/si>/g)].map((match) => match[1]!);
  const changed = new Map<string, Buffer>();
  for (const [name, content] of parts) {
    if (!/^xl\/worksheets\/sheet\d+\.xml$/.test(name)) changed.set(name, content);
    else {
      const xml = content
        .toString('utf8')
        .replace(
          /<c ([^>]*?) t="s"([^>]*)><v>(\d+)<\/v><\/c>/g,
          (_, before: string, after: string, index: string) =>
            `<c ${before} t="inlineStr"${after}><is>${items[Number(index)]}</is></c>`,
        );
      changed.set(name, Buffer.from(xml));
    }
  }
  return changed;
}
