import { cellPlace, fileIssue, hasErrors, type Issue } from '../domain/issue.js';
import type { LocalDate } from '../domain/local-date.js';
import { formatVnd, MAX_VND, sumVnd } from '../domain/money.js';
import { planIssues } from '../domain/project-book.js';
import type { CellRef } from '../domain/project-facts.js';
import type { ReportedDisbursement, ReportedFacts, ReportedProject } from '../domain/reported-facts.js';
import type { FundingSourceCode, Origin } from '../domain/words.js';
import { factsOf, type FactPurpose } from '../workbook/understanding/facts.js';
import type { WorkbookReading } from '../workbook/understanding/reading.js';
import { findingsOf, placeOf, rowKey, type ImportFindings } from './import-findings.js';
import type { StatedAboutImport } from './import.entity.js';
import type { ImportKind } from './imports.types.js';

/** What a reading means as an import: what it would put into the books, or the errors that keep it out. */
export interface Interpretation {
  readonly kind: ImportKind | null;
  readonly asOf: LocalDate | null;
  readonly origin: Origin | null;
  /** empty where an issue is an error */
  readonly facts: ReportedFacts;
  /** of the reading and of the facts */
  readonly issues: readonly Issue[];
  /** sum of the current-plan amounts, net of decreases, of the rows left out too: it is held against the paper */
  readonly totalVnd: bigint;
  readonly findings: ImportFindings;
}

export interface InterpretationContext {
  readonly planYear: number;
  readonly stated: StatedAboutImport;
  readonly controlTotalVnd: bigint | null;
  /** number of project rows on the signed paper, null where nobody typed it */
  readonly controlLines?: number | null;
  /** rows that a person leaves out, as `sheet!row` */
  readonly leftOut?: ReadonlySet<string>;
  /** codes of the catalogue */
  readonly fundingSources: ReadonlySet<FundingSourceCode>;
}

const PURPOSES: Record<ImportKind, FactPurpose> = {
  capitalPlan: 'plan',
  adjustment: 'plan',
  disbursement: 'disbursement',
  demand: 'demand',
};

const NO_FACTS: ReportedFacts = { planEntries: [], disbursements: [], demands: [] };

/** Pure: reading and what the person stated -> facts, or the errors that say why not. */
export function interpret(reading: WorkbookReading, context: InterpretationContext): Interpretation {
  const { planYear, stated } = context;
  const purpose = stated.kind === null ? null : PURPOSES[stated.kind];
  const leftOut = context.leftOut ?? new Set<string>();
  const read = factsOf(reading, { planYear, purpose, asOf: stated.asOf, decision: stated });
  const all = withOrigin(read.facts, stated.origin);
  const facts = withoutRows(all, leftOut);
  const kind = kindOf(all);
  const totalVnd = currentTotal(all);
  const findings = findingsOf(reading, all, leftOut);
  const issues = [...reading.issues.map((issue) => unlessLeftOut(issue, leftOut)), ...read.issues];
  if (!hasErrors(read.issues)) {
    issues.push(
      ...kindIssues(reading.file, all, stated.kind),
      ...planIssues(facts.planEntries, planYear),
      ...amountIssues(facts),
      ...codeIssues(facts),
      ...sourceIssues(facts, context.fundingSources),
      ...controlIssues(reading.file, totalVnd, context.controlTotalVnd),
      ...controlLineIssues(reading.file, findings.projectRows, context.controlLines ?? null),
    );
  }
  return {
    kind: kind ?? stated.kind,
    asOf: latestDay(facts.disbursements) ?? stated.asOf,
    origin: onlyOrigin(facts.disbursements) ?? stated.origin,
    facts: hasErrors(issues) ? NO_FACTS : facts,
    issues,
    totalVnd,
    findings,
  };
}

function withoutRows(facts: ReportedFacts, leftOut: ReadonlySet<string>): ReportedFacts {
  if (leftOut.size === 0) return facts;
  const stays = ({ project }: { readonly project: ReportedProject }): boolean => !leftOut.has(placeOf(project));
  const { planEntries, disbursements, demands } = facts;
  return {
    planEntries: planEntries.filter(stays),
    disbursements: disbursements.filter(stays),
    demands: demands.filter(stays),
  };
}

/** What is wrong in a row that is left out keeps nothing out of the books any more; it is still told. */
function unlessLeftOut(issue: Issue, leftOut: ReadonlySet<string>): Issue {
  const { sheet, row, severity, message } = issue;
  if (severity === 'info' || sheet === null || row === null || !leftOut.has(rowKey(sheet, row))) return issue;
  return { ...issue, severity: 'info', message: `Dòng này đã bỏ qua. ${message}` };
}

function withOrigin(facts: ReportedFacts, origin: Origin | null): ReportedFacts {
  if (origin === null) return facts;
  return { ...facts, disbursements: facts.disbursements.map((item) => ({ ...item, origin })) };
}

/** Null where the facts are of several kinds, or there are none. */
function kindOf({ planEntries, disbursements, demands }: ReportedFacts): ImportKind | null {
  const kinds: ImportKind[] = [];
  if (planEntries.length > 0) {
    kinds.push(
      planEntries.every(({ nature }) => nature === 'increase' || nature === 'decrease') ? 'adjustment' : 'capitalPlan',
    );
  }
  if (disbursements.length > 0) kinds.push('disbursement');
  if (demands.length > 0) kinds.push('demand');
  return kinds.length === 1 ? (kinds[0] ?? null) : null;
}

const KIND_NAMES: Record<ImportKind, string> = {
  capitalPlan: 'kế hoạch vốn',
  adjustment: 'điều chỉnh kế hoạch vốn',
  disbursement: 'giải ngân',
  demand: 'nhu cầu bổ sung vốn',
};

/** Vietnamese name of a kind of import, lower case. */
export function importKindName(kind: ImportKind): string {
  return KIND_NAMES[kind];
}

function kindIssues(file: string, facts: ReportedFacts, stated: ImportKind | null): Issue[] {
  const kind = kindOf(facts);
  if (kind === null) {
    const message = `Tệp ${file} vừa có bảng kế hoạch vốn, vừa có bảng khác (giải ngân, nhu cầu). Chọn loại bảng cần nạp, hoặc tách thành từng tệp.`;
    return [fileIssue(file, 'kind.mixed', message)];
  }
  if (stated === null || stated === kind) return [];
  const message = `Tệp ${file} là bảng ${KIND_NAMES[kind]}, không phải bảng ${KIND_NAMES[stated]} như đã chọn. Chọn lại loại bảng, hoặc chọn đúng tệp.`;
  return [fileIssue(file, 'kind.other', message)];
}

function amountIssues({ planEntries, disbursements, demands }: ReportedFacts): Issue[] {
  return [
    ...planEntries.flatMap((entry) => amountIssue(entry, entry.nature === 'decrease')),
    ...disbursements.flatMap((item) => amountIssue(item, false)),
    ...demands.flatMap((item) => amountIssue(item, false)),
  ];
}

const FINE: readonly Issue[] = [];

function amountIssue(
  { amountVnd, ref }: { readonly amountVnd: bigint; readonly ref: CellRef },
  mayBeNegative: boolean,
): readonly Issue[] {
  if (amountVnd < 0n && !mayBeNegative) {
    const message = `${placeOfCell(ref)} có số tiền âm (${formatVnd(amountVnd)} đồng) ở cột chỉ nhận số không âm. Sửa lại số, hoặc dùng phụ lục điều chỉnh.`;
    return [cellIssue(ref, 'amount.negative', formatVnd(amountVnd), message)];
  }
  if (amountVnd > MAX_VND || amountVnd < -MAX_VND) {
    const message = `${placeOfCell(ref)} có số tiền ${formatVnd(amountVnd)} đồng, vượt mức hệ thống ghi được. Kiểm tra đơn vị tính của bảng.`;
    return [cellIssue(ref, 'amount.beyondBooks', formatVnd(amountVnd), message)];
  }
  return FINE;
}

function placeOfCell({ cell, sheet }: CellRef): string {
  return `Ô ${cell}, trang tính "${sheet}"`;
}

const CODE_FORM = /^\d{7}(\.\d+)?$/;

function codeIssues(facts: ReportedFacts): Issue[] {
  return distinctProjects(facts)
    .filter((project) => project.code !== null && !CODE_FORM.test(project.code))
    .map((project) =>
      cellIssue(
        project.ref,
        'project.codeForm',
        project.code,
        `Mã dự án "${project.code ?? ''}" (dòng của ô ${project.ref.cell}, trang tính "${project.ref.sheet}") không đủ 7 chữ số. Ghi lại mã dự án, hoặc để trống nếu chưa có mã.`,
      ),
    );
}

function sourceIssues(facts: ReportedFacts, known: ReadonlySet<FundingSourceCode>): Issue[] {
  const stated = [...facts.planEntries, ...facts.disbursements, ...facts.demands];
  return stated
    .filter((item) => !known.has(item.source))
    .map((item) =>
      cellIssue(
        item.ref,
        'source.unknown',
        item.source,
        `Nguồn vốn "${item.source}" của ô ${item.ref.cell}, trang tính "${item.ref.sheet}", chưa có trong danh mục nguồn vốn. Bổ sung vào danh mục rồi nạp lại.`,
      ),
    );
}

function controlIssues(file: string, totalVnd: bigint, expected: bigint | null): Issue[] {
  if (expected === null || expected === totalVnd) return [];
  const message = `Tổng tiền đọc được từ tệp ${file} là ${formatVnd(totalVnd)} đồng, khác tổng kiểm soát đã nhập ${formatVnd(expected)} đồng (lệch ${formatVnd(totalVnd - expected)} đồng). Đối chiếu lại tệp và tổng kiểm soát.`;
  return [fileIssue(file, 'control.differs', message)];
}

function controlLineIssues(file: string, rows: number, expected: number | null): Issue[] {
  if (expected === null || expected === rows) return [];
  const message = `Tệp ${file} có ${rows} dòng dự án có số liệu, khác số dòng đã nhập từ văn bản giấy là ${expected} (lệch ${rows - expected} dòng). Đối chiếu lại tệp và số dòng.`;
  return [fileIssue(file, 'control.linesDiffer', message)];
}

/** Sum of the amounts of the plan of the year: assignments and changes, or disbursements, or demands. */
export function currentTotal(facts: ReportedFacts): bigint {
  return (
    sumVnd(facts.planEntries.filter((entry) => entry.planKind === 'current').map((entry) => entry.amountVnd)) +
    sumVnd(facts.disbursements.filter((item) => item.planKind === 'current').map((item) => item.amountVnd)) +
    sumVnd(facts.demands.map((item) => item.amountVnd))
  );
}

function distinctProjects(facts: ReportedFacts): ReportedProject[] {
  return [...new Set([...facts.planEntries, ...facts.disbursements, ...facts.demands].map((item) => item.project))];
}

function latestDay(disbursements: readonly ReportedDisbursement[]): LocalDate | null {
  return disbursements.reduce<LocalDate | null>(
    (day, item) => (day === null || item.asOf > day ? item.asOf : day),
    null,
  );
}

function onlyOrigin(disbursements: readonly ReportedDisbursement[]): Origin | null {
  const origins = [...new Set(disbursements.map((item) => item.origin))];
  return origins.length === 1 ? (origins[0] ?? null) : null;
}

function cellIssue(ref: CellRef, code: string, value: string | null, message: string): Issue {
  return { ...ref, ...cellPlace(ref.cell), code, severity: 'error', value, message };
}
