import { UNTOLD_SOURCE } from '../../domain/funding-sources.js';
import { cellPlace, hasErrors, type Issue } from '../../domain/issue.js';
import { yearOf, type LocalDate } from '../../domain/local-date.js';
import type {
  ReportedDemand,
  ReportedDisbursement,
  ReportedFacts,
  ReportedPlanEntry,
  ReportedProject,
} from '../../domain/reported-facts.js';
import { natureOfChange } from '../../domain/capital-plan.js';
import type { PlanKind, PlanNature } from '../../domain/words.js';
import type { Line, TableReading, WorkbookReading } from './reading.js';
import { overruledIssue, statedText, type StatedDecision } from './stated-decision.js';
import { planNature } from './table-kind.js';
import { amountsBySource, hasAmount, type SourceAmount } from './source-amounts.js';
import { acceptedUnpaid } from './accepted-volume.js';
import { blankMeansZero } from './blank-figures.js';

/** What a workbook is handed in as: its plan columns, or its disbursement columns. */
export type FactPurpose = 'plan' | 'disbursement' | 'demand';

export interface FactOptions {
  readonly planYear: number;
  /** null = what the tables are for: a report that repeats the plan beside the disbursement (`both`) is a report */
  readonly purpose: FactPurpose | null;
  /** day of the figures where the person states it; overrules the day printed in the report */
  readonly asOf?: LocalDate | null;
  /** the decision as the person states it; each part overrules the printed one */
  readonly decision?: StatedDecision;
}

/** The facts that a reading states, and what keeps it from stating them. Facts are empty where an issue is an error. */
export function factsOf(reading: WorkbookReading, options: FactOptions): { facts: ReportedFacts; issues: Issue[] } {
  const planEntries: ReportedPlanEntry[] = [];
  const disbursements: ReportedDisbursement[] = [];
  const demands: ReportedDemand[] = [];
  const issues: Issue[] = [];
  for (const table of reading.tables) {
    const purpose = purposeOf(table, options.purpose);
    if (purpose === null) continue;
    const context: Context = { file: reading.file, table, options, issues };
    if (!isOfPlanYear(context)) continue;
    // One at a time: a table of 100.000 rows is more than a call takes as arguments.
    if (purpose === 'plan') for (const entry of planEntriesOf(context)) planEntries.push(entry);
    if (purpose === 'disbursement') for (const item of disbursementsOf(context)) disbursements.push(item);
    if (purpose === 'demand') for (const item of demandsOf(context)) demands.push(item);
  }
  const found = planEntries.length + disbursements.length + demands.length;
  if (found === 0 && !hasErrors(issues)) issues.push(nothingFound(reading, options.purpose));
  const facts = hasErrors(issues) ? NO_FACTS : { planEntries, disbursements, demands };
  return { facts, issues };
}

const NO_FACTS: ReportedFacts = { planEntries: [], disbursements: [], demands: [] };

interface Context {
  readonly file: string;
  readonly table: TableReading;
  readonly options: FactOptions;
  readonly issues: Issue[];
}

function purposeOf(table: TableReading, wanted: FactPurpose | null): FactPurpose | null {
  const purposes: Record<TableReading['kind'], readonly FactPurpose[]> = {
    capitalPlan: ['plan'],
    adjustment: ['plan'],
    both: ['disbursement', 'plan'],
    disbursement: ['disbursement'],
    demand: ['demand'],
    summary: [],
    unknown: [],
  };
  const possible = purposes[table.kind];
  if (wanted === null) return possible[0] ?? null;
  return possible.includes(wanted) ? wanted : null;
}

/** A table for another year is refused, not filtered out: the person handed in the wrong file. */
function isOfPlanYear({ file, table, options, issues }: Context): boolean {
  const told = table.planYear?.year ?? (table.asOf === null ? null : yearOf(table.asOf.date));
  if (told === null || told === options.planYear) return true;
  // Payments of the plan year run to 31/1 of the next year (chỉnh lý quyết toán).
  const settlement =
    table.planYear === null && table.asOf !== null && table.asOf.date <= `${options.planYear + 1}-01-31`;
  if (settlement && told === options.planYear + 1) return true;
  const cell = table.planYear?.cell ?? table.asOf?.cell ?? null;
  issues.push({
    ...at(file, table.sheet, cell),
    code: 'planYear.other',
    severity: 'error',
    value: String(told),
    message: `Trang tính "${table.sheet}" là số liệu năm ${told}${cell === null ? '' : ` (ô ${cell})`}, không phải năm ${options.planYear}. Chọn đúng tệp của năm ${options.planYear}, hoặc đổi năm kế hoạch.`,
  });
  return false;
}

function planEntriesOf(context: Context): ReportedPlanEntry[] {
  const { table, options } = context;
  const paper = table.decision;
  const { decisionNumber = null, decidedOn = null, decisionAuthority = null } = options.decision ?? {};
  const decided = decidedOn ?? paper?.date ?? null;
  const overruled = overruledIssue(context.file, table, options.decision);
  if (overruled !== null) context.issues.push(overruled);
  const firstDay = `${options.planYear}-01-01`;
  const isAdjustment = table.kind === 'adjustment';
  if (isAdjustment && decided === null && projectLines(table).some((line) => adjustments(line).length > 0)) {
    context.issues.push(adjustmentWithoutDay(context));
    return [];
  }
  // The paper of a report that repeats the plan is dated after the plan; only a plan's own paper says from when it counts.
  const own = table.kind === 'both' ? decidedOn : decided;
  const effectiveOn = own === null || own < firstDay ? firstDay : own;
  const about = {
    effectiveOn,
    decision: statedText(options.decision) ?? paper?.text ?? null,
    decisionNumber: decisionNumber ?? (own === null ? null : (paper?.number ?? null)),
    decidedOn: own,
    decisionAuthority: decisionAuthority ?? (own === null ? null : (paper?.authority ?? null)),
  };
  const nature = isAdjustment ? null : (options.decision?.nature ?? planNature(table.title?.text ?? null));
  return projectLines(table).flatMap((line) => {
    const project = reportedProject(context, line);
    const changes = isAdjustment ? adjustments(line) : assignments(line).map((change) => ofNature(change, nature));
    return changes.map(({ planKind, source, vnd, cell }) => ({
      project,
      planKind,
      source,
      amountVnd: vnd,
      ...about,
      nature: planKind === 'carriedOver' ? 'carryOver' : (nature ?? natureOfChange(vnd)),
      ref: { file: context.file, sheet: table.sheet, cell },
    }));
  });
}

/** Amounts of a table of decreases are printed without a sign; what may be carried over is a plan of its own kind. */
function ofNature(change: PlanChange, nature: PlanNature | null): PlanChange {
  if (nature === 'decrease') return { ...change, vnd: -absolute(change.vnd) };
  return nature === 'carryOver' ? { ...change, planKind: 'carriedOver' } : change;
}

interface PlanChange extends SourceAmount {
  readonly planKind: PlanKind;
}

function assignments(line: Line): PlanChange[] {
  return [
    ...amountsBySource(line, 'plan.current').map((amount) => ({ ...amount, planKind: 'current' as const })),
    ...amountsBySource(line, 'plan.carriedOver').map((amount) => ({ ...amount, planKind: 'carriedOver' as const })),
  ];
}

/** Increase minus decrease, whichever sign the annex prints a decrease with; without such columns, adjusted minus initial. */
function adjustments(line: Line): PlanChange[] {
  const increases = amountsBySource(line, 'adjust.increase').map((amount) => ({
    ...amount,
    vnd: absolute(amount.vnd),
  }));
  const decreases = amountsBySource(line, 'adjust.decrease').map((amount) => ({
    ...amount,
    vnd: -absolute(amount.vnd),
  }));
  const changes = [...increases, ...decreases].filter((amount) => amount.vnd !== 0n);
  if (changes.length > 0 || increases.length + decreases.length > 0) return changes.map(ofCurrentPlan);
  const initial = amountsBySource(line, 'plan.initial');
  return amountsBySource(line, 'plan.adjusted')
    .map((after) => {
      const before = initial.find((amount) => amount.source === after.source);
      return { ...after, vnd: after.vnd - (before?.vnd ?? 0n) };
    })
    .filter((amount) => amount.vnd !== 0n)
    .map(ofCurrentPlan);
}

function ofCurrentPlan(amount: SourceAmount): PlanChange {
  return { ...amount, planKind: 'current' };
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function disbursementsOf(context: Context): ReportedDisbursement[] {
  const { table, options, issues } = context;
  const asOf = options.asOf ?? table.asOf?.date ?? null;
  if (asOf === null) {
    issues.push(reportWithoutDay(context));
    return [];
  }
  const about = { asOf, origin: table.origin ?? 'investor' } as const;
  return projectLines(table).flatMap((line) => {
    const project = reportedProject(context, line);
    return (['current', 'carriedOver'] as const).flatMap((planKind) =>
      disbursedBySource(context, line, planKind).map(({ source, vnd, cell, split }) => ({
        project,
        planKind,
        source,
        amountVnd: vnd,
        advanceVnd: split ? (line.amounts.get('disbursed.advance')?.vnd ?? null) : null,
        completedVolumeVnd: split ? (line.amounts.get('disbursed.completedVolume')?.vnd ?? null) : null,
        acceptedUnpaidVnd: split && planKind === 'current' ? acceptedUnpaid(table, line) : null,
        ...about,
        ref: { file: context.file, sheet: table.sheet, cell },
      })),
    );
  });
}

interface DisbursedAmount extends SourceAmount {
  /** the row's advance and completed-volume figures are about this amount */
  readonly split: boolean;
}

function disbursedBySource(context: Context, line: Line, planKind: PlanKind): DisbursedAmount[] {
  const field = planKind === 'current' ? 'disbursed.current' : 'disbursed.carriedOver';
  const amounts = amountsBySource(line, field);
  // Advance and completed volume stand once a row: they are of the row's one figure, the carried-over one where it is a carried-over row.
  const alone = amounts.length === 1 && (planKind === 'carriedOver' ? !hasAmount(line, 'disbursed.current') : true);
  if (amounts.length > 0) return amounts.map((amount) => ({ ...amount, split: alone }));
  const paid = advanceAndVolume(line);
  if (planKind === 'current' && paid !== null && !hasAmount(line, 'disbursed.carriedOver'))
    return [{ ...paid, split: true }];
  if (planKind === 'carriedOver') return [];
  const blank = blankMeansZero(context.table, line);
  if (blank === null) return [];
  return [{ source: line.context.source ?? UNTOLD_SOURCE, vnd: 0n, cell: blank, split: false }];
}

/** "Tổng số = KLHT + tạm ứng": the total of a form that prints only its two parts (domain handbook 5, L7). */
function advanceAndVolume(line: Line): SourceAmount | null {
  const advance = line.amounts.get('disbursed.advance');
  const volume = line.amounts.get('disbursed.completedVolume');
  if (advance === undefined || volume === undefined) return null;
  return { source: line.context.source ?? UNTOLD_SOURCE, vnd: advance.vnd + volume.vnd, cell: volume.cell };
}

function demandsOf(context: Context): ReportedDemand[] {
  const { table, file } = context;
  return projectLines(table).flatMap((line) =>
    amountsBySource(line, 'demand.additional').map(({ source, vnd, cell }) => ({
      project: reportedProject(context, line),
      source,
      amountVnd: vnd,
      acceptedUnpaidVnd: line.amounts.get('volume.unpaid')?.vnd ?? null,
      reason: line.remark,
      ref: { file, sheet: table.sheet, cell },
    })),
  );
}

function projectLines(table: TableReading): Line[] {
  return table.lines.filter((line) => line.role === 'project');
}

function reportedProject({ file, table }: Context, line: Line): ReportedProject {
  const { investor, location, sector, status } = line.context;
  const letter = table.columns.find((column) => column.field === 'name')?.letter ?? 'A';
  return {
    code: line.code,
    name: line.name,
    investor,
    location,
    sector,
    status: status ?? 'unclassified',
    startYear: line.startYear,
    ref: { file, sheet: table.sheet, cell: `${letter}${line.row}` },
  };
}

function at(file: string, sheet: string | null, cell: string | null) {
  return { file, sheet, ...cellPlace(cell) };
}

function reportWithoutDay({ file, table }: Context): Issue {
  return {
    ...at(file, table.sheet, table.title?.cell ?? null),
    code: 'asOf.missing',
    severity: 'error',
    value: table.title?.text ?? null,
    message: `Trang tính "${table.sheet}"${inCell(table.title?.cell)} không cho biết số liệu đến ngày nào. Ghi "đến ngày …/…/…" vào tiêu đề, hoặc nhập ngày số liệu khi nạp.`,
  };
}

function adjustmentWithoutDay({ file, table }: Context): Issue {
  return {
    ...at(file, table.sheet, table.decision?.cell ?? table.title?.cell ?? null),
    code: 'decision.missing',
    severity: 'error',
    value: table.decision?.text ?? null,
    message: `Phụ lục điều chỉnh ở trang tính "${table.sheet}"${inCell(table.decision?.cell ?? table.title?.cell)} không ghi ngày của quyết định điều chỉnh, nên không biết kế hoạch thay đổi từ ngày nào. Điền số và ngày quyết định vào dòng "(Kèm theo …)", hoặc nhập ngày quyết định khi nạp.`,
  };
}

function inCell(cell: string | undefined): string {
  return cell === undefined ? '' : ` (ô ${cell})`;
}

function nothingFound(reading: WorkbookReading, purpose: FactPurpose | null): Issue {
  const wanted = { plan: 'kế hoạch vốn', disbursement: 'giải ngân', demand: 'nhu cầu bổ sung vốn' };
  const what = purpose === null ? 'kế hoạch vốn, giải ngân hay nhu cầu bổ sung vốn' : wanted[purpose];
  const seen = reading.tables.map((table) => `"${table.sheet}"`).join(', ');
  const rows = reading.tables
    .filter(({ kind }) => kind !== 'summary' && kind !== 'unknown')
    .reduce((count, table) => count + projectLines(table).length, 0);
  if (rows > 0) {
    return {
      ...at(reading.file, null, null),
      code: 'facts.none',
      severity: 'error',
      value: null,
      message: `Biểu chưa điền số liệu nào: tệp ${reading.file} có ${rows} dòng dự án, nhưng không dòng nào có số liệu ${what} (đã xem trang tính ${seen}). Điền số vào biểu rồi nạp lại; nếu đã điền, kiểm tra tiêu đề các cột.`,
    };
  }
  return {
    ...at(reading.file, null, null),
    code: 'facts.none',
    severity: 'error',
    value: null,
    message: `Tệp ${reading.file} không có dòng dự án nào có số liệu ${what}${seen === '' ? '' : ` (đã xem trang tính ${seen})`}. Kiểm tra lại tệp và tiêu đề các cột.`,
  };
}
