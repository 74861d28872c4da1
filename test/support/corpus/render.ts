import type { ExpectedColumn, ExpectedProject, ExpectedTable } from './expected.js';
import { address, type Grid, letters } from './grid.js';
import type { LayoutOptions } from './layout-options.js';
import { markOf } from './marks.js';
import { inUnit, styled } from './number-style.js';
import type { ColumnField } from '../../../src/workbook/understanding/reading.js';
import {
  placeColumns,
  type Placed,
  writeCaptions,
  writeNumberRow,
  writeText,
  writeTitleBlock,
} from './render-header.js';
import type {
  BodyNode,
  ColumnSpec,
  Detail,
  Group,
  Leaf,
  LeafNode,
  Meaning,
  TableSpec,
  Unallocated,
} from './table-spec.js';

/** Lays a table out on a sheet and tells the truth about it. */
export function renderTable(grid: Grid, spec: TableSpec, options: LayoutOptions): ExpectedTable {
  return new TableRendering(grid, spec, options).render();
}

interface Sum {
  readonly rows: number[];
  /** đồng by column letter */
  readonly totals: Map<string, bigint>;
}

class TableRendering {
  private readonly placed: Placed[];
  private readonly projects: ExpectedProject[] = [];
  private readonly headings: number[] = [];
  private readonly totals: number[] = [];
  private readonly components: number[] = [];
  private readonly unallocated: number[] = [];
  private readonly sums: Record<string, string[]> = {};
  private headerRow = 0;
  private captionsEnd = 0;
  private row = 0;
  private bodyRows = 0;
  private running = 0;

  constructor(
    private readonly grid: Grid,
    private readonly spec: TableSpec,
    private readonly options: LayoutOptions,
  ) {
    this.placed = placeColumns(spec, options);
  }

  render(): ExpectedTable {
    const { grid, spec, options } = this;
    this.headerRow = writeTitleBlock(grid, spec, this.placed, options);
    this.captionsEnd = writeCaptions(grid, this.placed, this.headerRow, options);
    this.row = this.captionsEnd + 1;
    if (options.numberRow !== 'none') writeNumberRow(grid, this.placed, this.row++, options);
    this.writeBody();
    this.writeFoot();
    return this.truth();
  }

  private writeBody(): void {
    const meaning: Meaning = this.spec.titleSource === undefined ? {} : { source: this.spec.titleSource };
    const totalRow = this.options.totalAt === 'top' ? this.takeRow() : null;
    const sum = this.writeNodes(this.spec.body, 0, null, meaning);
    if (totalRow !== null) this.writeTotal(totalRow, sum);
    if (this.options.totalAt === 'bottom') this.writeTotal(this.takeRow(), sum);
  }

  private writeTotal(row: number, sum: Sum): void {
    this.writeName(row, this.spec.totalCaption, { bold: true });
    this.writeSums(row, sum);
    this.totals.push(row);
  }

  private writeNodes(nodes: readonly BodyNode[], level: number, parentMark: string | null, meaning: Meaning): Sum {
    const sum: Sum = { rows: [], totals: new Map() };
    let index = 0;
    for (const node of nodes) {
      const style = this.options.marks[Math.min(level, this.options.marks.length - 1)]!;
      const mark = style === 'none' ? null : markOf(style, index, parentMark);
      if (node.type === 'group') this.addGroup(node, level, mark, meaning, sum);
      else if (node.type === 'leaf') this.addLeaf(node, level, style === 'blank' ? null : mark, meaning, sum);
      else if (node.type === 'unallocated') this.addUnallocated(node, sum);
      else this.addDetail(node);
      index += 1;
    }
    return sum;
  }

  private addGroup(group: Group, level: number, mark: string | null, meaning: Meaning, sum: Sum): void {
    const row = this.takeRow();
    this.writeMark(row, mark);
    this.writeName(row, group.name, { bold: true, ...this.indentOf(level) });
    const below = this.writeNodes(group.children, level + 1, mark, { ...meaning, ...group.means });
    if (group.sums !== false) {
      this.writeSums(row, below);
      sum.rows.push(row);
    } else sum.rows.push(...below.rows);
    for (const [letter, vnd] of below.totals) sum.totals.set(letter, (sum.totals.get(letter) ?? 0n) + vnd);
    this.headings.push(row);
  }

  private addLeaf(node: LeafNode, level: number, mark: string | null, meaning: Meaning, sum: Sum): void {
    const row = this.takeRow();
    this.running += 1;
    const amounts: Record<string, number> = {};
    const fields: Record<string, ColumnField> = {};
    for (const { spec, column } of this.placed) {
      if (fieldsOf(spec).includes('mark')) this.writeMark(row, mark ?? null);
      else this.writeContent(row, column, spec, node.leaf, amounts, sum, level);
      if (spec.fieldOf !== undefined) fields[letters(column)] = spec.fieldOf(node.leaf);
    }
    sum.rows.push(row);
    this.projects.push({
      ...this.describe(node.leaf, meaning),
      row,
      mark,
      amounts,
      ...(Object.keys(fields).length > 0 ? { fields } : {}),
    });
    for (const detail of node.details ?? []) this.addDetail(detail);
  }

  private addDetail(detail: Detail): void {
    const row = this.takeRow();
    this.writeMark(row, detail.mark);
    this.writeName(row, detail.name, { italic: true });
    for (const { spec, column } of this.placed) this.writeVnd(row, column, detail.vnd(spec));
    this.components.push(row);
  }

  private addUnallocated(node: Unallocated, sum: Sum): void {
    const row = this.takeRow();
    this.writeName(row, node.name, {});
    for (const { spec, column } of this.placed) {
      const vnd = node.vnd(spec);
      this.writeVnd(row, column, vnd);
      if (vnd !== null) sum.totals.set(letters(column), (sum.totals.get(letters(column)) ?? 0n) + vnd);
    }
    sum.rows.push(row);
    this.unallocated.push(row);
  }

  private writeContent(
    row: number,
    column: number,
    spec: ColumnSpec,
    leaf: Leaf,
    amounts: Record<string, number>,
    sum: Sum,
    level: number,
  ): void {
    const content = spec.of(leaf);
    const letter = letters(column);
    if (content === null) {
      if (isMoney(spec)) this.writeBlank(row, column);
    } else if (typeof content === 'object' && 'vnd' in content) {
      this.writeVnd(row, column, content.vnd);
      amounts[letter] = Number(content.vnd);
      if (spec.summed !== false) sum.totals.set(letter, (sum.totals.get(letter) ?? 0n) + content.vnd);
    } else if (typeof content === 'object')
      this.grid.set(row, column, content, { font: this.options.font, numberFormat: 'dd/mm/yyyy' });
    else if (typeof content === 'string') {
      writeText(
        this.grid,
        row,
        column,
        content,
        this.options,
        fieldsOf(spec).includes('name') ? this.indentOf(level) : {},
      );
    } else this.grid.set(row, column, content, { font: this.options.font });
  }

  private writeBlank(row: number, column: number): void {
    if (this.options.blank === 'dash') writeText(this.grid, row, column, '-', this.options, { align: 'right' });
  }

  private writeVnd(row: number, column: number, vnd: bigint | null): void {
    if (vnd === null) return;
    const value = styled(vnd, this.options.vndPerUnit, this.options.numbers);
    this.grid.set(row, column, value, {
      font: this.options.font,
      align: 'right',
      ...(typeof value === 'number' ? { numberFormat: '#,##0.###' } : {}),
    });
  }

  private writeSums(row: number, sum: Sum): void {
    const printed: string[] = [];
    for (const { spec, column } of this.placed) {
      const letter = letters(column);
      const total = sum.totals.get(letter);
      if (spec.summed === false || total === undefined) continue;
      this.writeSum(row, column, total, sum.rows);
      printed.push(letter);
    }
    this.sums[row] = printed;
  }

  private writeSum(row: number, column: number, total: bigint, rows: readonly number[]): void {
    if (!this.options.formulas) return this.writeVnd(row, column, total);
    const letter = letters(column);
    const contiguous = rows.every((one, index) => index === 0 || one === rows[index - 1]! + 1);
    const formula = contiguous
      ? `SUM(${letter}${rows[0]}:${letter}${rows.at(-1)})`
      : rows.map((one) => `${letter}${one}`).join('+');
    const result = Number(inUnit(total, this.options.vndPerUnit));
    this.grid.set(row, column, { formula, result }, { font: this.options.font, bold: true, numberFormat: '#,##0.###' });
  }

  private writeMark(row: number, mark: string | null): void {
    const column = this.placed.find((one) => fieldsOf(one.spec).includes('mark'))?.column;
    if (column === undefined || mark === null) return;
    if (/^\d+$/.test(mark)) this.grid.set(row, column, Number(mark), { font: this.options.font, align: 'center' });
    else writeText(this.grid, row, column, mark, this.options, { align: 'center' });
  }

  private writeName(row: number, name: string, style: { bold?: boolean; italic?: boolean; indent?: number }): void {
    const column = this.placed.find((one) => fieldsOf(one.spec).includes('name'))!.column;
    writeText(this.grid, row, column, name, this.options, style);
  }

  private indentOf(level: number): { indent?: number } {
    return this.options.indent ? { indent: level } : {};
  }

  /** The next row of the body, after blank rows and a repeated header where the options ask for them. */
  private takeRow(): number {
    this.row += this.options.blankRowsBefore(this.bodyRows);
    if (
      this.options.repeatHeaderEvery > 0 &&
      this.bodyRows > 0 &&
      this.bodyRows % this.options.repeatHeaderEvery === 0
    ) {
      this.row = writeCaptions(this.grid, this.placed, this.row, this.options) + 1;
      if (this.options.numberRow !== 'none') writeNumberRow(this.grid, this.placed, this.row++, this.options);
    }
    this.bodyRows += 1;
    return this.row++;
  }

  private writeFoot(): void {
    this.grid.lastRow = Math.max(this.grid.lastRow, this.row);
    for (const note of this.spec.notes ?? [])
      writeText(this.grid, this.row++, this.options.firstColumn, note, this.options, { italic: true });
    if (!this.options.signatures) return;
    const right = Math.max(this.options.firstColumn + 2, this.placed.at(-1)!.column - 3);
    writeText(this.grid, this.row + 1, right, 'Sơn La, ngày      tháng      năm 2025', this.options, { italic: true });
    writeText(this.grid, this.row + 2, this.options.firstColumn + 1, 'NGƯỜI LẬP BIỂU', this.options, { bold: true });
    writeText(this.grid, this.row + 2, right, 'GIÁM ĐỐC', this.options, { bold: true });
    writeText(this.grid, this.row + 3, right, '(Ký, đóng dấu)', this.options, { italic: true });
  }

  private describe(leaf: Leaf, meaning: Meaning): Omit<ExpectedProject, 'row' | 'mark' | 'amounts'> {
    const told = (field: string): boolean => this.spec.columns.some((column) => fieldsOf(column).join() === field);
    const { project, part } = leaf;
    const nameColumn = this.spec.columns.find((column) => fieldsOf(column).includes('name'))!;
    const codeColumn = this.spec.columns.find((column) => fieldsOf(column).includes('code'));
    const code = codeColumn?.of(leaf) ?? null;
    return {
      code: code === null || typeof code === 'object' || !/^\d{7}(\.\d+)?$/.test(String(code)) ? null : String(code),
      name: nameColumn.of(leaf) as string,
      status: meaning.status ?? (told('status') ? project.status : null),
      investor: told('investor') ? project.investor : (meaning.investor ?? null),
      location: told('location') ? project.district : (meaning.location ?? null),
      sector: meaning.sector ?? null,
      source: told('source') ? (part?.source ?? null) : (meaning.source ?? null),
    };
  }

  private truth(): ExpectedTable {
    const columns: Record<string, ExpectedColumn> = {};
    for (const { spec, column } of this.placed) {
      columns[letters(column)] = { path: spec.path, field: fieldsOf(spec), source: spec.source ?? null };
    }
    return {
      sheet: this.grid.name,
      hidden: this.grid.hidden,
      kind: typeof this.spec.kind === 'string' ? [this.spec.kind] : this.spec.kind,
      vndPerUnit: this.placed.some(({ spec }) => isMoney(spec)) ? Number(this.options.vndPerUnit) : null,
      numbers: this.options.numbers,
      asOf: this.spec.asOf,
      planYear: this.spec.planYear,
      header: { firstRow: this.headerRow, lastRow: this.captionsEnd },
      columns,
      projects: this.projects,
      headings: [...this.headings].sort((a, b) => a - b),
      totals: this.totals,
      components: this.components,
      unallocated: this.unallocated,
      sums: this.sums,
    };
  }
}

export function fieldsOf(column: ColumnSpec): readonly ExpectedColumn['field'][number][] {
  return Array.isArray(column.field)
    ? (column.field as ExpectedColumn['field'])
    : [column.field as ExpectedColumn['field'][number]];
}

/** Money columns are those whose meaning has a dot (`plan.current`), or `totalInvestment` and `remaining`. */
export function isMoney(column: ColumnSpec): boolean {
  return fieldsOf(column).some(
    (field) => field !== null && (field.includes('.') || field === 'totalInvestment' || field === 'remaining'),
  );
}

export function cellOf(table: ExpectedTable, row: number, field: string, source: string | null = null): string {
  const found = Object.entries(table.columns).find(
    ([, column]) => column.field[0] === field && column.source === source,
  );
  if (found === undefined) throw new RangeError(`no column ${field}@${source}`);
  return `${found[0]}${row}`;
}

export { address };
