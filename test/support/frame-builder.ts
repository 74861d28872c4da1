import { columnLetter, type PlainWorkbook } from '../../src/workbook/cells.js';
import type { TableFrame } from '../../src/workbook/understanding/frame.js';
import { AMOUNT_FIELDS, type ColumnField, type ColumnReading } from '../../src/workbook/understanding/reading.js';
import { oneSheet, type CellInput } from './plain-sheet.js';

/** `plan.current`, `plan.current@NSTW`, `code`, or null for a column that nothing fits. */
export type ColumnInput = ColumnField | `${string}@${string}` | null;

export interface FrameInput {
  readonly columns: readonly ColumnInput[];
  /** the rows of the body, from row 2 on unless `firstRow` says otherwise */
  readonly rows: readonly (readonly CellInput[])[];
  readonly vndPerUnit?: number;
  readonly merges?: readonly string[];
  readonly frame?: Partial<TableFrame>;
}

/** A table frame by hand: one header row of field names, then the body; money in triệu đồng unless said otherwise. */
export function frameOf(input: FrameInput): TableFrame {
  const header = input.columns.map((column, index) => `Cột ${column ?? `lạ ${index}`}`);
  const workbook = oneSheet([header, ...input.rows], { merges: input.merges ?? [] });
  return frameOver(
    workbook,
    input.columns,
    { firstRow: 2, lastRow: input.rows.length + 1 },
    input.vndPerUnit,
    input.frame,
  );
}

/** A frame over the first sheet of a workbook that was read or built elsewhere. */
export function frameOver(
  workbook: PlainWorkbook,
  columns: readonly ColumnInput[],
  body: TableFrame['body'],
  vndPerUnit = 1_000_000,
  rest: Partial<TableFrame> = {},
): TableFrame {
  const sheet = workbook.sheets[0];
  if (sheet === undefined) throw new Error('the workbook has no sheet');
  return {
    file: 'tep.xlsx',
    workbook,
    sheet,
    kind: 'both',
    title: null,
    planYear: { year: 2025, cell: 'A1' },
    unit: { vndPerUnit, text: 'Đơn vị tính', cell: 'A1' },
    asOf: null,
    origin: null,
    decision: null,
    header: { firstRow: body.firstRow - 1, lastRow: body.firstRow - 1 },
    columns: columns.map((column, index) => toColumn(column, index, vndPerUnit)),
    body,
    numberRow: null,
    stated: { sums: [], rates: [] },
    titleSource: null,
    sender: null,
    ...rest,
  };
}

function toColumn(input: ColumnInput, index: number, vndPerUnit: number): ColumnReading {
  const [field, source = null] = (input === null ? [null] : input.split('@')) as [ColumnField | null, string?];
  const isMoney = field === null || (AMOUNT_FIELDS as readonly string[]).includes(field);
  return {
    letter: columnLetter(index + 1),
    path: [`Cột ${input ?? `lạ ${index}`}`],
    field,
    source,
    vndPerUnit: isMoney ? vndPerUnit : null,
    confidence: 1,
    reason: 'khai báo trong phép thử',
  };
}
