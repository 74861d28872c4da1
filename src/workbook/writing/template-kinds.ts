import { fundingSourceName } from '../../domain/funding-sources.js';
import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { formatMillions } from '../../domain/money.js';
import { columnLetter } from '../cells.js';
import { millions } from './paper-amounts.js';
import type { Template, TemplateColumn, TemplateValue } from './template-sheet.js';

export const TEMPLATE_KINDS = ['disbursement', 'capitalPlan', 'adjustment', 'demand'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

/** What the books know of one project and source, to be filled in before the form is handed out. */
export interface TemplateRow {
  readonly code: string | null;
  readonly name: string;
  readonly source: string;
  readonly planVnd: bigint;
  readonly carriedOverVnd: bigint;
  /** cumulative đồng as of `TemplateRequest.lastReportedOn`; null where nothing is known */
  readonly disbursedVnd: bigint | null;
}

export interface TemplateRequest {
  readonly investor: string;
  readonly planYear: number;
  /** day of the figures that the unit reports: the end of the month */
  readonly asOf: LocalDate;
  /** day of the last figures known before it; null where there are none */
  readonly lastReportedOn: LocalDate | null;
  readonly rows: readonly TemplateRow[];
}

/** The form of a kind, filled in. */
export function templateOf(kind: TemplateKind, request: TemplateRequest): Template {
  return BUILDERS[kind](request);
}

const BUILDERS: Record<TemplateKind, (request: TemplateRequest) => Template> = {
  disbursement,
  capitalPlan,
  adjustment,
  demand,
};

const REASONS = [
  'Vướng giải phóng mặt bằng',
  'Chờ hoàn thiện thủ tục',
  'Năng lực nhà thầu',
  'Khan hiếm vật liệu',
  'Chậm hồ sơ thanh toán',
  'Không còn nhu cầu',
  'Thiên tai',
];

const SOURCES = [
  'NSTW',
  'Cân đối NSĐP',
  'Tiền sử dụng đất',
  'Xổ số kiến thiết',
  'ODA',
  'MTQG DTTS',
  'MTQG GNBV',
  'MTQG NTM',
];

const FILL_IN =
  'Ghi chú: chỉ nhập vào các ô có nền vàng. Ô để trống nghĩa là chưa có số liệu; không phát sinh thì ghi số 0.';

const LOCKED = {
  group: null,
  isInput: false,
  formula: null,
  isSummed: false,
  sumNeedsAll: false,
  choices: [],
} as const;

/** A column with the value that it has in each row (null: left to the unit). */
interface Filled {
  readonly column: TemplateColumn;
  readonly valueOf: (row: TemplateRow, index: number) => TemplateValue;
}

const identity: readonly Filled[] = [
  { column: { ...LOCKED, caption: 'STT', width: 6, kind: 'mark' }, valueOf: (_row, index) => index + 1 },
  { column: { ...LOCKED, caption: 'Danh mục dự án', width: 46, kind: 'text' }, valueOf: (row) => row.name },
  { column: { ...LOCKED, caption: 'Mã dự án', width: 12, kind: 'centred' }, valueOf: (row) => row.code },
  {
    column: { ...LOCKED, caption: 'Nguồn vốn', width: 26, kind: 'text', choices: SOURCES },
    valueOf: (row) => fundingSourceName(row.source),
  },
];

function known(caption: string, amountOf: (row: TemplateRow) => bigint | null, group: string | null = null): Filled {
  return {
    column: { ...LOCKED, caption, group, width: 16, kind: 'amount', isSummed: true },
    valueOf: (row) => {
      const vnd = amountOf(row);
      return vnd === null ? null : millions(vnd);
    },
  };
}

function input(caption: string, group: string | null = null, sumNeedsAll = true): Filled {
  return {
    column: { ...LOCKED, caption, group, width: 16, kind: 'amount', isInput: true, isSummed: true, sumNeedsAll },
    valueOf: () => null,
  };
}

function inputText(caption: string, choices: readonly string[] = REASONS): Filled {
  return { column: { ...LOCKED, caption, width: 30, kind: 'text', isInput: true, choices }, valueOf: () => null };
}

interface Computed {
  readonly caption: string;
  readonly kind: 'amount' | 'rate';
  readonly formula: (row: number) => string;
  readonly group?: string;
  /** đồng that the formula gives while nothing is filled in; absent where it gives nothing then */
  readonly untouched?: (row: TemplateRow) => bigint;
}

function computed({ caption, kind, formula, group, untouched }: Computed): Filled {
  const width = kind === 'rate' ? 10 : 16;
  return {
    column: { ...LOCKED, caption, group: group ?? null, width, kind, formula, isSummed: kind === 'amount' },
    valueOf: (row) => (untouched === undefined ? null : millions(untouched(row))),
  };
}

interface Frame extends Omit<Template, 'columns' | 'rows' | 'unit' | 'notes'> {
  readonly filled: readonly Filled[];
  readonly notes?: readonly string[];
}

function assemble({ investor, rows }: TemplateRequest, { filled, notes = [], ...frame }: Frame): Template {
  return {
    ...frame,
    unit: investor,
    columns: filled.map(({ column }) => column),
    rows: rows.map((row, index) => filled.map(({ valueOf }) => valueOf(row, index))),
    notes: [FILL_IN, ...notes],
  };
}

function disbursement(request: TemplateRequest): Template {
  const { planYear, asOf, lastReportedOn, rows } = request;
  const day = toVietnameseDate(asOf);
  const carried = rows.some(({ carriedOverVnd }) => carriedOverVnd !== 0n);
  const group = `Lũy kế giải ngân từ 01/01/${planYear} đến hết ngày ${day}`;
  const filled: Filled[] = [...identity];
  if (carried)
    filled.push(known(`Kế hoạch năm ${planYear - 1} cho phép kéo dài`, ({ carriedOverVnd }) => carriedOverVnd));
  filled.push(known(`Kế hoạch năm ${planYear}`, ({ planVnd }) => planVnd));
  const plan = columnLetter(filled.length);
  if (lastReportedOn !== null) {
    // A text, not a number: the column of an earlier day must never be read as the figures of this one.
    const caption = `Ghi chú: lũy kế đã biết đến ${toVietnameseDate(lastReportedOn)}`;
    filled.push({
      column: { ...LOCKED, caption, width: 16, kind: 'centred' },
      valueOf: ({ disbursedVnd }) => (disbursedVnd === null ? null : formatMillions(disbursedVnd)),
    });
  }
  filled.push(input(`Kế hoạch năm ${planYear}`, group));
  const paid = columnLetter(filled.length);
  if (carried) filled.push(input(`Kế hoạch năm ${planYear - 1} kéo dài`, group));
  filled.push(
    computed({
      caption: `Tỷ lệ giải ngân kế hoạch năm ${planYear} (%)`,
      kind: 'rate',
      formula: (row) =>
        `IF(OR(${paid}${row}="",N(${plan}${row})=0),"",ROUNDDOWN(ROUND(${paid}${row}/${plan}${row}*100,12),2))`,
    }),
    inputText('Khó khăn, vướng mắc'),
  );
  return assemble(request, {
    sheet: 'Bieu 03',
    title: `BÁO CÁO TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear} ĐẾN NGÀY ${day}`,
    subtitle: `(Kèm theo Báo cáo số ....../BC-...... ngày .... tháng .... năm ......)`,
    subtitleIsInput: true,
    filled,
    spareRows: 0,
    notes: ['Số lũy kế tính từ đầu năm, gồm cả tạm ứng; không ghi số riêng của tháng.'],
  });
}

function capitalPlan(request: TemplateRequest): Template {
  const { planYear } = request;
  return assemble(request, {
    sheet: 'Ke hoach',
    title: `KẾ HOẠCH ĐẦU TƯ CÔNG NĂM ${planYear}`,
    subtitle: `(Kèm theo Quyết định số ....../QĐ-UBND ngày .... tháng .... năm ...... của UBND tỉnh)`,
    subtitleIsInput: true,
    filled: [...identity, input(`Kế hoạch vốn năm ${planYear}`), inputText('Ghi chú', [])],
    spareRows: 10,
  });
}

function adjustment(request: TemplateRequest): Template {
  const { planYear } = request;
  const plan = `Kế hoạch vốn năm ${planYear}`;
  return assemble(request, {
    sheet: 'Dieu chinh',
    title: `DANH MỤC DỰ ÁN ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear}`,
    subtitle: `(Kèm theo Quyết định số ....../QĐ-UBND ngày .... tháng .... năm ${planYear} của UBND tỉnh)`,
    subtitleIsInput: true,
    filled: [
      ...identity,
      known('Kế hoạch đã giao', ({ planVnd }) => planVnd, plan),
      input('Điều chỉnh giảm (-)', plan, false),
      input('Điều chỉnh tăng (+)', plan, false),
      computed({
        ...{ caption: 'Kế hoạch sau điều chỉnh', kind: 'amount', group: plan, untouched: ({ planVnd }) => planVnd },
        formula: (row) => `E${row}-F${row}+G${row}`,
      }),
      inputText('Lý do'),
    ],
    spareRows: 0,
    notes: ['Dự án không điều chỉnh thì để trống cả hai cột; số giảm ghi số dương.'],
  });
}

function demand(request: TemplateRequest): Template {
  const { planYear } = request;
  return assemble(request, {
    sheet: 'Nhu cau',
    title: `NHU CẦU BỔ SUNG KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear}`,
    subtitle: `(Kèm theo Công văn số ....../...... ngày .... tháng .... năm ......)`,
    subtitleIsInput: true,
    filled: [
      ...identity,
      known(`Kế hoạch vốn năm ${planYear}`, ({ planVnd }) => planVnd),
      input('Giá trị khối lượng hoàn thành đã nghiệm thu chưa thanh toán', null, false),
      input(`Nhu cầu bổ sung kế hoạch vốn năm ${planYear}`, null, false),
      inputText(`Lý do, khả năng giải ngân đến 31/01/${planYear + 1}`, []),
    ],
    spareRows: 0,
    notes: ['Dự án không có nhu cầu thì để trống.'],
  });
}
