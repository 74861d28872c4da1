import { UNTOLD_SOURCE } from './funding-sources.js';
import { groupBy } from './group-by.js';
import { cellPlace, type Issue } from './issue.js';
import { toVietnameseDate, type LocalDate } from './local-date.js';
import { formatMillions, sumVnd } from './money.js';
import { formatCellRef, type CellRef } from './project-facts.js';
import type { EarlierFigure, ReportFigure } from './suspect-scale.js';

/** A figure of another report of the same series in the books, with the cell that states it. */
export interface RecordedFigure extends EarlierFigure {
  readonly ref: CellRef;
}

/** The plan of a project in the books on the day of a report, all sources, in đồng. */
export interface DecidedPlan {
  readonly projectKey: string;
  readonly planVnd: bigint;
  /** the cell of its largest entry */
  readonly ref: CellRef;
}

/**
 * Cumulative figures that fell since the report before (domain handbook 5: "lũy kế tháng 6 giảm so tháng 5"). Compared by project
 * and plan kind over the sources that both reports tell, for money may move between sources and a report may be about one of them.
 */
export function decreasedFigures(current: readonly ReportFigure[], earlier: readonly RecordedFigure[]): Issue[] {
  return comparable(current, earlier).flatMap(({ figures, others }) => {
    const now = total(figures);
    const before = total(others);
    const other = largest(others);
    if (now >= before || other === undefined) return [];
    const message = `${subject(figures)} lũy kế ${formatMillions(now)} triệu đồng, giảm ${formatMillions(before - now)} triệu đồng so với ${formatMillions(before)} triệu đồng đến ${toVietnameseDate(other.asOf)} (${formatCellRef(other.ref)}). Số lũy kế không giảm, trừ khi nộp trả hoặc sửa sai: đối chiếu hai ô này.`;
    return [warning(figures, 'disbursed.decreased', message)];
  });
}

/** The same seen from a report that arrives late: its figures exceed those of a report of a later day that is in the books. */
export function figuresAboveLater(current: readonly ReportFigure[], later: readonly RecordedFigure[]): Issue[] {
  return comparable(current, later).flatMap(({ figures, others }) => {
    const now = total(figures);
    const after = total(others);
    const other = largest(others);
    if (now <= after || other === undefined) return [];
    const message = `${subject(figures)} lũy kế ${formatMillions(now)} triệu đồng, lớn hơn ${formatMillions(after)} triệu đồng của kỳ sau, đến ${toVietnameseDate(other.asOf)} (${formatCellRef(other.ref)}), đã ghi sổ. Số lũy kế không giảm: đối chiếu hai ô này.`;
    return [warning(figures, 'disbursed.aboveLater', message)];
  });
}

/** Projects that a report says have disbursed more than their plan in the books on its day. Projects without a plan tell nothing. */
export function disbursedAbovePlan(current: readonly ReportFigure[], plans: readonly DecidedPlan[]): Issue[] {
  const byProject = new Map(plans.map((plan) => [plan.projectKey, plan]));
  const ofYear = current.filter(({ planKind }) => planKind === 'current');
  return [...groupBy(ofYear, ({ projectKey }) => projectKey)].flatMap(([key, figures]) => {
    const plan = byProject.get(key);
    const now = total(figures);
    if (plan === undefined || plan.planVnd <= 0n || now <= plan.planVnd) return [];
    const message = `${subject(figures)} lũy kế ${formatMillions(now)} triệu đồng, vượt kế hoạch đang có trong sổ ${formatMillions(plan.planVnd)} triệu đồng (${formatCellRef(plan.ref)}) là ${formatMillions(now - plan.planVnd)} triệu đồng. Nếu quyết định bổ sung kế hoạch chưa nạp thì nạp trước hay sau đều được; nếu không có quyết định nào, đối chiếu lại số giải ngân.`;
    return [warning(figures, 'disbursed.aboveBooks', message)];
  });
}

/** A plan that a report repeats beside its disbursement, where it differs from the plan in the books on its day. */
export function repeatedPlanDiffers(
  repeated: readonly {
    readonly projectKey: string;
    readonly name: string;
    readonly planVnd: bigint;
    readonly ref: CellRef;
  }[],
  plans: readonly DecidedPlan[],
): Issue[] {
  const byProject = new Map(plans.map((plan) => [plan.projectKey, plan]));
  return [...groupBy(repeated, ({ projectKey }) => projectKey)].flatMap(([key, rows]) => {
    const plan = byProject.get(key);
    const [first] = rows;
    const told = sumVnd(rows.map(({ planVnd }) => planVnd));
    if (plan === undefined || first === undefined || told === plan.planVnd) return [];
    const message = `Ô ${first.ref.cell} trang tính "${first.ref.sheet}", dự án "${first.name}": báo cáo in kế hoạch ${formatMillions(told)} triệu đồng, kế hoạch trong sổ là ${formatMillions(plan.planVnd)} triệu đồng (${formatCellRef(plan.ref)}). Số in trong báo cáo không được ghi vào sổ; kiểm tra xem còn quyết định điều chỉnh nào chưa nạp.`;
    return [
      { ...place(first.ref), code: 'plan.differsFromBooks', severity: 'warning', value: formatMillions(told), message },
    ];
  });
}

/** Sum of a table and of the last table of its kind, over the projects that both name. */
export interface Magnitude {
  readonly currentVnd: bigint;
  readonly previousVnd: bigint;
  /** `file` of the last table */
  readonly previousFile: string;
  /** days of cumulation of both, null where the kind does not cumulate */
  readonly days: { readonly current: number; readonly previous: number } | null;
}

/**
 * The magnitude guard: a total below half or above twice the last table of its kind is a question (it catches a wrong unit, ×1.000
 * and ×1.000.000, before anything else does). What cumulates over the year may grow with its days.
 */
export function unusualTotal(file: string, { currentVnd, previousVnd, previousFile, days }: Magnitude): Issue | null {
  if (previousVnd <= 0n) return null;
  const grown =
    days === null || days.current <= days.previous ? [1n, 1n] : [BigInt(days.current), BigInt(days.previous)];
  const [numerator = 1n, denominator = 1n] = grown;
  const isHigh = currentVnd * denominator > 2n * previousVnd * numerator;
  const isLow = currentVnd * 2n < previousVnd;
  if (!isHigh && !isLow) return null;
  const message = `Tổng của các dự án có ở cả hai bảng là ${formatMillions(currentVnd)} triệu đồng, trong khi bảng cùng loại gần nhất (${previousFile}) là ${formatMillions(previousVnd)} triệu đồng. Kiểm tra đơn vị tính và cột số tiền; nếu đúng, ghi rõ lý do.`;
  return {
    ...{ file, sheet: null, cell: null, row: null, column: null },
    code: 'total.magnitude',
    severity: 'warning',
    value: formatMillions(currentVnd),
    message,
  };
}

interface Compared {
  readonly figures: readonly ReportFigure[];
  readonly others: readonly RecordedFigure[];
}

/** Figures of one project and plan kind in both reports: over the sources they share, or whole where one of them tells no sources. */
function comparable(current: readonly ReportFigure[], recorded: readonly RecordedFigure[]): Compared[] {
  const key = ({ projectKey, planKind }: EarlierFigure | ReportFigure): string => `${planKind} ${projectKey}`;
  const others = groupBy(recorded, key);
  return [...groupBy(current, key)].flatMap(([series, figures]) => {
    const before = others.get(series);
    if (before === undefined) return [];
    if ([...figures, ...before].some(({ source }) => source === UNTOLD_SOURCE)) return [{ figures, others: before }];
    const now = new Set(figures.map(({ source }) => source));
    const then = new Set(before.map(({ source }) => source));
    const shared = {
      figures: figures.filter(({ source }) => then.has(source)),
      others: before.filter(({ source }) => now.has(source)),
    };
    return shared.figures.length === 0 ? [] : [shared];
  });
}

function total(figures: readonly { readonly amountVnd: bigint }[]): bigint {
  return sumVnd(figures.map(({ amountVnd }) => amountVnd));
}

function largest<T extends { readonly amountVnd: bigint }>(figures: readonly T[]): T | undefined {
  return figures.reduce<T | undefined>(
    (top, item) => (top === undefined || item.amountVnd > top.amountVnd ? item : top),
    undefined,
  );
}

function subject(figures: readonly ReportFigure[]): string {
  const figure = largest(figures);
  if (figure === undefined) throw new Error('no figure to tell about');
  const cells = figures.map(({ ref }) => ref.cell).join(', ');
  const carried = figure.planKind === 'carriedOver' ? ' (vốn kéo dài)' : '';
  return `Ô ${cells} trang tính "${figure.ref.sheet}", dự án "${figure.name}"${carried}:`;
}

function warning(figures: readonly ReportFigure[], code: string, message: string): Issue {
  const figure = largest(figures);
  if (figure === undefined) throw new Error('no figure to tell about');
  return { ...place(figure.ref), code, severity: 'warning', value: formatMillions(total(figures)), message };
}

function place(ref: CellRef): Pick<Issue, 'file' | 'sheet' | 'cell' | 'row' | 'column'> {
  return { ...ref, ...cellPlace(ref.cell) };
}

/** Days of the year up to a day, both included: 31/1 -> 31. */
export function dayOfYear(day: LocalDate, planYear: number): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${planYear}-01-01T00:00:00Z`)) / 86_400_000) + 1;
}
