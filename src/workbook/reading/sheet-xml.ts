import { columnNumber, type CellRange } from '../cells.js';
import { isCellType, type CellValues } from './cell-values.js';
import * as say from './messages.js';
import { RichText } from './rich-text.js';
import { LAST_COLUMN, LAST_ROW, type SheetBuilder } from './sheet-builder.js';
import { isTrue, type XmlElement, type XmlHandler } from './xml-reader.js';
import { toCellText } from './xml-text.js';

/** What stands around the rows of a sheet. */
export interface SheetFrame {
  readonly merges: CellRange[];
  readonly hiddenColumns: { first: number; last: number }[];
  readonly autoFilter: string | null;
}

const CELL_DEPTH = 4;
const PART_OF_CELL_DEPTH = 5;

/** Takes a worksheet from the XML parser: its frame, and its rows where `<sheetData>` has any. */
export class SheetXml implements XmlHandler {
  readonly merges: CellRange[] = [];
  readonly hiddenColumns: { first: number; last: number }[] = [];
  private filterRange: string | null = null;
  private isFiltered = false;
  private readonly path: string[] = [];
  private readonly inline: RichText;
  private sheetDataSeen = false;
  private row = 0;
  private column = 0;
  private cell: { type: string; format: number } = { type: 'n', format: 0 };
  private formula: string | null = null;
  private value: string | null = null;
  private inlineText: string | null = null;
  private characters = 0;
  private rowStart = 0;

  constructor(
    private readonly part: string,
    private readonly values: CellValues,
    private readonly builder: SheetBuilder,
  ) {
    this.inline = new RichText(PART_OF_CELL_DEPTH, values.limits);
  }

  get frame(): SheetFrame {
    const { merges, hiddenColumns } = this;
    return { merges, hiddenColumns, autoFilter: this.isFiltered ? this.filterRange : null };
  }

  open(element: XmlElement): void {
    this.path.length = element.depth - 1;
    this.path.push(element.name);
    if (this.path[1] === 'sheetData') this.openInRows(element);
    else this.openInFrame(element);
  }

  private openInFrame(element: XmlElement): void {
    const group = this.path[1];
    if (group === 'cols' && element.name === 'col') this.addColumns(element);
    else if (group === 'mergeCells' && element.name === 'mergeCell') this.addMerge(element);
    else if (group === 'autoFilter' && element.depth === 2) this.filterRange = element.attribute('ref') ?? null;
    else if (group === 'autoFilter' && element.depth === 4) this.isFiltered = true;
  }

  private addColumns(element: XmlElement): void {
    if (!isTrue(element.attribute('hidden'))) return;
    const first = Math.max(1, Number(element.attribute('min')));
    const last = Math.min(LAST_COLUMN, Number(element.attribute('max')));
    if (!Number.isInteger(first) || !Number.isInteger(last)) throw say.structureUnknown(this.part, '<col>');
    if (this.hiddenColumns.length >= LAST_COLUMN) throw say.structureUnknown(this.part, `hơn ${LAST_COLUMN} <col>`);
    if (first <= last) this.hiddenColumns.push({ first, last });
  }

  private addMerge(element: XmlElement): void {
    const { merges: limit } = this.values.limits;
    if (this.merges.length >= limit) throw say.tooMany('Số vùng ô gộp', this.merges.length + 1, limit);
    const range = parseRange(element.attribute('ref') ?? '');
    if (range) this.merges.push(range);
  }

  private openInRows(element: XmlElement): void {
    if (element.depth === 2) this.openSheetData();
    else if (element.depth === 3 && element.name === 'row') this.openRow(element);
    else if (element.depth === CELL_DEPTH && element.name === 'c') this.openCell(element);
    else if (this.inline.isOpen) this.inline.open(element.name, element.depth);
    else if (element.depth === PART_OF_CELL_DEPTH && this.path[3] === 'c') this.openPartOfCell(element.name);
    else if (!this.path.includes('extLst')) throw say.structureUnknown(this.part, `<${element.name}>`);
  }

  private openSheetData(): void {
    if (this.sheetDataSeen) throw say.structureUnknown(this.part, 'hai lần <sheetData>');
    this.sheetDataSeen = true;
  }

  private openRow(element: XmlElement): void {
    const given = element.attribute('r');
    this.row = given === undefined ? this.row + 1 : Number(given);
    if (!Number.isInteger(this.row) || this.row < 1 || this.row > LAST_ROW) {
      throw say.addressUnreadable(`dòng ${given ?? this.row}`);
    }
    const level = Number(element.attribute('outlineLevel') ?? 0);
    this.builder.beginRow(this.row, isTrue(element.attribute('hidden')), Number.isInteger(level) ? level : 0);
    this.column = 0;
    this.rowStart = this.characters;
  }

  private openCell(element: XmlElement): void {
    this.builder.count();
    const reference = element.attribute('r');
    this.column = reference === undefined ? this.column + 1 : this.columnOf(reference);
    if (this.column > LAST_COLUMN) throw say.addressUnreadable(`cột ${this.column}`);
    const type = element.attribute('t') ?? 'n';
    const format = Number(element.attribute('s') ?? 0);
    this.cell = { type, format };
    this.formula = null;
    this.value = null;
    this.inlineText = null;
  }

  private columnOf(reference: string): number {
    const parts = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
    if (!parts || Number(parts[2]) !== this.row) throw say.addressUnreadable(reference);
    return columnNumber(parts[1]!);
  }

  private openPartOfCell(name: string): void {
    const before = { f: this.formula, v: this.value, is: this.inlineText }[name];
    if (typeof before === 'string') throw say.structureUnknown(this.part, `hai lần <${name}> trong một ô`);
    if (name === 'f') this.formula = '';
    else if (name === 'v') this.value = '';
    else if (name === 'is') this.inline.begin();
    else if (name !== 'extLst') throw say.structureUnknown(this.part, `<${name}>`);
  }

  text(piece: string): void {
    if (this.inline.isOpen) this.inline.text(piece);
    else if (this.path.length === PART_OF_CELL_DEPTH && this.path[1] === 'sheetData') {
      if (this.path[4] === 'v') this.value += piece;
      else if (this.path[4] === 'f') this.formula += piece;
    }
  }

  close(name: string, depth: number): void {
    this.path.length = depth - 1;
    if (this.path[1] !== 'sheetData') return;
    if (depth === PART_OF_CELL_DEPTH && name === 'is' && this.inline.isOpen) this.inlineText = this.inline.end();
    else if (this.inline.isOpen) this.inline.close(name, depth);
    else if (depth === CELL_DEPTH && name === 'c') this.closeCell();
    else if (depth === 3 && name === 'row') this.builder.endRow();
  }

  private closeCell(): void {
    const { row, column, value, cell } = this;
    const formula = this.formula === null ? null : toCellText(this.formula);
    const { type, format } = cell;
    if (!isCellType(type))
      throw say.valueUnreadable(`kiểu lạ ${type.slice(0, 20)}`, { row, column, value: value ?? '' });
    const result = this.values.of({ row, column, type, format, formula, value, inline: this.inlineText });
    if (result !== null) this.builder.add(column, format, result, formula !== null);
  }

  /** The limit of a row's XML, in characters here: the parser no longer knows bytes. */
  progress(characters: number): void {
    this.characters = characters;
    this.inline.progress(characters);
    const limit = this.values.limits.rowXmlBytes;
    if (this.path.length >= 3 && this.path[1] === 'sheetData' && characters - this.rowStart > limit) {
      throw say.xmlTooLong(`Dòng ${this.row}`, limit, { row: this.row });
    }
  }
}

/** `A1:C3`, also with `$` and in either order; null for a single cell. Refuses what is no range of a sheet. */
export function parseRange(reference: string): CellRange | null {
  const parts = /^([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?$/.exec(reference.replaceAll('$', ''));
  if (!parts) throw say.addressUnreadable(reference);
  const [, left = '', top = '', right = left, bottom = top] = parts;
  const columns = [columnNumber(left), columnNumber(right)];
  const rows = [Number(top), Number(bottom)];
  const range = {
    firstRow: Math.min(...rows),
    firstColumn: Math.min(...columns),
    lastRow: Math.max(...rows),
    lastColumn: Math.max(...columns),
  };
  if (range.lastRow > LAST_ROW || range.lastColumn > LAST_COLUMN) throw say.addressUnreadable(reference);
  return range.firstRow === range.lastRow && range.firstColumn === range.lastColumn ? null : range;
}
