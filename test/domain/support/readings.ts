import type {
  Amount,
  AmountKey,
  ColumnReading,
  Line,
  TableReading,
  WorkbookReading,
} from '../../../src/workbook/understanding/reading.js';

/** Readings built by hand, for tests of what facts they state. Amounts of a line stand in columns D, E, F … of its row. */

type LineInput = Partial<Omit<Line, 'amounts' | 'context'>> & {
  readonly row: number;
  readonly amounts?: Partial<Record<AmountKey, bigint>>;
  readonly context?: Partial<Line['context']>;
};

export function line({ row, amounts, context, ...more }: LineInput): Line {
  return {
    row,
    role: 'project',
    mark: null,
    level: 0,
    parentRow: null,
    code: '7912345',
    name: 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn',
    originalName: null,
    context: { source: 'CDNS', sector: null, status: 'continuing', investor: null, location: null, ...context },
    startYear: null,
    amounts: amountsAt(row, amounts ?? {}),
    blanks: new Set(),
    rateBasisPoints: null,
    remark: null,
    ...more,
  };
}

function amountsAt(row: number, amounts: Partial<Record<AmountKey, bigint>>): Map<AmountKey, Amount> {
  const entries = Object.entries(amounts) as [AmountKey, bigint][];
  return new Map(entries.map(([key, vnd], index) => [key, { vnd, cell: `${String.fromCharCode(68 + index)}${row}` }]));
}

export function column(
  letter: string,
  field: ColumnReading['field'],
  more: Partial<ColumnReading> = {},
): ColumnReading {
  return { letter, path: [], field, source: null, vndPerUnit: null, confidence: 1, reason: '', ...more };
}

export function table(kind: TableReading['kind'], lines: Line[], more: Partial<TableReading> = {}): TableReading {
  return {
    sheet: 'Bieu 01',
    hidden: false,
    kind,
    title: { text: 'KẾ HOẠCH VỐN NĂM 2025', cell: 'A4' },
    planYear: { year: 2025, cell: 'A4' },
    unit: { vndPerUnit: 1_000_000, text: 'Triệu đồng', cell: 'L6' },
    asOf: kind === 'disbursement' || kind === 'both' ? { date: '2025-06-30', cell: 'A5' } : null,
    origin: kind === 'disbursement' || kind === 'both' ? 'investor' : null,
    decision: null,
    header: { firstRow: 8, lastRow: 11 },
    columns: [column('A', 'mark'), column('B', 'name')],
    figures: [],
    sender: null,
    body: { firstRow: 12, lastRow: 12, rowsWithCells: 1, sheetLastRow: 12 },
    lines,
    reconciliation: [],
    ...more,
  };
}

export function reading(...tables: TableReading[]): WorkbookReading {
  return { file: 'bieu.xlsx', sha256: '0'.repeat(64), tables, issues: [], overridden: [] };
}
