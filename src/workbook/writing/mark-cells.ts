import type { Cell, Comment, Workbook, Worksheet } from 'exceljs';
import { groupBy } from '../../domain/group-by.js';
import type { Issue } from '../../domain/issue.js';
import { cellText } from './cell-text.js';
import { SEVERITY_NAMES, type IssuePlace } from './issues-sheet.js';

const FILLS = { error: 'FFFF7C80', warning: 'FFFFEB9C' } as const;
const ADDRESS = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 'XFD';

/** Finds the sheet of an issue in the workbook: by its name, or its name in another Unicode form. */
export function placeFinder(workbook: Workbook): (issue: Issue) => IssuePlace | null {
  const sheets = new Map<string, string>();
  for (const { name } of workbook.worksheets) sheets.set(name.normalize('NFC'), name);
  return (issue) => {
    const sheet = issue.sheet === null ? undefined : sheets.get(issue.sheet.normalize('NFC'));
    const cell = issue.cell ?? (issue.row === null || issue.column === null ? null : `${issue.column}${issue.row}`);
    return sheet === undefined || cell === null || !isAddress(cell) ? null : { sheet, cell };
  };
}

function isAddress(text: string): boolean {
  const [, column, row] = ADDRESS.exec(text) ?? [];
  if (column === undefined || row === undefined || Number(row) > LAST_ROW) return false;
  return column.length < LAST_COLUMN.length || column <= LAST_COLUMN;
}

/** Fills the cells of errors (red) and warnings (yellow) and hangs a note on each; no value is touched. */
export function markCells(
  workbook: Workbook,
  issues: readonly Issue[],
  placeOf: (issue: Issue) => IssuePlace | null,
): void {
  const placed = issues.flatMap((issue) => {
    const place = issue.severity === 'info' ? null : placeOf(issue);
    return place === null ? [] : [{ issue, ...place }];
  });
  for (const [sheet, ofSheet] of groupBy(placed, (item) => item.sheet)) {
    const worksheet = workbook.getWorksheet(sheet);
    if (worksheet === undefined) continue;
    const byCell = groupBy(ofSheet, (item) => visibleCell(worksheet, item.cell).address);
    for (const [address, items] of byCell) {
      mark(
        worksheet.getCell(address),
        items.map((item) => item.issue),
      );
    }
  }
}

/** The cell that shows the value: the first one of a merged range. */
function visibleCell(worksheet: Worksheet, address: string): Cell {
  const cell = worksheet.getCell(address);
  return cell.isMerged ? cell.master : cell;
}

function mark(cell: Cell, issues: readonly Issue[]): void {
  const colour = issues.some((issue) => issue.severity === 'error') ? FILLS.error : FILLS.warning;
  // a new style object: exceljs shares one among all cells of a format
  cell.style = { ...cell.style, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: colour } } };
  const said = issues.map((issue) => `${SEVERITY_NAMES[issue.severity]}: ${issue.message}`);
  cell.note = cellText([...noteOf(cell.note), ...said].join('\n'));
}

/** The note that the officer's own workbook has on the cell stays above ours. */
function noteOf(note: string | Comment | undefined): string[] {
  if (note === undefined) return [];
  if (typeof note === 'string') return [note];
  return [(note.texts ?? []).map((text) => text.text).join('')];
}
