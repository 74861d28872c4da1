import { groupBy } from './group-by.js';
import { cellPlace, type Issue } from './issue.js';
import { toVietnameseDate, type LocalDate } from './local-date.js';
import { formatMillions, sumVnd } from './money.js';
import { formatCellRef, type CellRef } from './project-facts.js';
import type { FundingSourceCode, PlanKind } from './words.js';

/** What ties a figure of one report to the same figure of the report before it. */
interface SeriesKey {
  /** the project as matched: its key in the books, never a name that waits for a person */
  readonly projectKey: string;
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
}

/** A cumulative figure of the report at hand, in đồng. Several of one series add up. */
export interface ReportFigure extends SeriesKey {
  readonly name: string;
  readonly amountVnd: bigint;
  /** plan of the same project, source and plan kind; null where it is not known */
  readonly planVnd: bigint | null;
  readonly ref: CellRef;
}

/** The same figure in the report before, in đồng. Several of one series add up. */
export interface EarlierFigure extends SeriesKey {
  readonly amountVnd: bigint;
  readonly asOf: LocalDate;
}

/** A figure this many times its own history is suspect (domain handbook 2.3: 757 such values in 34 provinces, mostly separators). */
const SUSPECT_RATIO = 100n;
/** A figure brought back by the scale is probable where it lies within this many times its history. */
const USUAL_RATIO = 10n;
/** What a misread separator or a mistaken unit multiplies by: nghìn, triệu. */
const SCALES = [1_000n, 1_000_000n] as const;

interface Suspect {
  readonly figure: ReportFigure;
  readonly amountVnd: bigint;
  readonly earlierVnd: bigint;
  readonly asOf: LocalDate;
  /** the right figure if only the scale is wrong, null where no scale explains it */
  readonly probable: { readonly vnd: bigint; readonly scale: bigint } | null;
}

/**
 * Compares the figures of a report with the report before it in the same series (project, source, plan kind) and warns of those that
 * are a hundred times larger or smaller: at the exact cell, with the ratio and the probable right figure. A figure that grew within
 * its plan is a first large payment, not a fault; one that was or is zero tells nothing. Where most figures are off by one and the
 * same scale, the unit of the whole report is suspect, and one warning says so. Nothing is corrected.
 */
export function suspectScale(current: readonly ReportFigure[], previous: readonly EarlierFigure[]): Issue[] {
  const earlier = groupBy(previous, seriesKey);
  const compared = [...groupBy(current, seriesKey)].flatMap(([key, figures]) => {
    const before = earlier.get(key);
    return before === undefined ? [] : [compare(figures, before)];
  });
  const told = compared.filter((suspect) => suspect !== null);
  return wholeReport(told, compared.length) ?? told.map(tellFigure);
}

function seriesKey({ projectKey, source, planKind }: SeriesKey): string {
  return JSON.stringify([projectKey, source, planKind]);
}

function compare(figures: readonly ReportFigure[], before: readonly EarlierFigure[]): Suspect | null {
  const amountVnd = sumVnd(figures.map((figure) => figure.amountVnd));
  const earlierVnd = sumVnd(before.map((figure) => figure.amountVnd));
  const [first] = before;
  const figure = largestOf(figures);
  if (first === undefined || figure === undefined || amountVnd <= 0n || earlierVnd <= 0n) return null;
  const grew = amountVnd >= earlierVnd * SUSPECT_RATIO;
  const fell = earlierVnd >= amountVnd * SUSPECT_RATIO;
  if (!grew && !fell) return null;
  if (grew && figure.planVnd !== null && amountVnd <= figure.planVnd) return null;
  return {
    figure,
    amountVnd,
    earlierVnd,
    asOf: first.asOf,
    probable: probableFigure(amountVnd, earlierVnd, figure.planVnd),
  };
}

/** The figure that carries the sum: where several rows make up a series, the largest is what a person looks at first. */
function largestOf(figures: readonly ReportFigure[]): ReportFigure | undefined {
  return figures.reduce<ReportFigure | undefined>(
    (largest, figure) => (largest === undefined || figure.amountVnd > largest.amountVnd ? figure : largest),
    undefined,
  );
}

function probableFigure(amount: bigint, earlier: bigint, plan: bigint | null): Suspect['probable'] {
  const grew = amount > earlier;
  for (const scale of SCALES) {
    const vnd = grew ? amount / scale : amount * scale;
    const usual = vnd * USUAL_RATIO >= earlier && vnd <= earlier * USUAL_RATIO;
    if (usual && (grew || plan === null || vnd <= plan)) return { vnd, scale };
  }
  return null;
}

/** One warning for a report of which at least two thirds (and three) of the compared figures are off by the same scale and direction. */
function wholeReport(suspects: readonly Suspect[], compared: number): Issue[] | null {
  const byScale = groupBy(
    suspects.filter(({ probable }) => probable !== null),
    ({ amountVnd, earlierVnd, probable }) => `${amountVnd > earlierVnd}:${probable?.scale ?? 0n}`,
  );
  for (const alike of byScale.values()) {
    const [first] = alike;
    if (first === undefined || first.probable === null || alike.length < 3 || alike.length * 3 < compared * 2) continue;
    const { figure, amountVnd, earlierVnd, probable, asOf } = first;
    const change = amountVnd > earlierVnd ? 'lớn' : 'nhỏ';
    const message = `${alike.length}/${compared} số của báo cáo ${change} hơn kỳ trước (${toVietnameseDate(asOf)}) khoảng ${grouped(probable.scale)} lần, ví dụ ô ${figure.ref.cell} "${figure.name}": ${formatMillions(amountVnd)} so với ${formatMillions(earlierVnd)} triệu đồng. Kiểm tra đơn vị tính của cả bảng.`;
    return [{ ...place(figure), code: 'unit.history', severity: 'warning', value: formatMillions(amountVnd), message }];
  }
  return null;
}

function tellFigure({ figure, amountVnd, earlierVnd, asOf, probable }: Suspect): Issue {
  const { ref, name, source } = figure;
  const grew = amountVnd > earlierVnd;
  const times = grouped(grew ? amountVnd / earlierVnd : earlierVnd / amountVnd);
  const seen = `Ô ${ref.cell} trang tính "${ref.sheet}", dự án "${name}" (nguồn ${source}): ${formatMillions(amountVnd)} triệu đồng, ${grew ? 'lớn' : 'nhỏ'} hơn ${times} lần so với kỳ trước (${formatMillions(earlierVnd)} triệu đồng đến ${toVietnameseDate(asOf)}).`;
  const remedy =
    probable === null
      ? 'Đối chiếu lại số này với kỳ trước.'
      : `Nếu sai dấu phân cách hàng nghìn, số đúng có thể là ${formatMillions(probable.vnd)} triệu đồng. Kiểm tra lại ô này.`;
  return {
    ...place(figure),
    code: 'amount.scaleHistory',
    severity: 'warning',
    value: formatMillions(amountVnd),
    message: `${seen} ${remedy}`,
  };
}

function place({ ref }: ReportFigure): Pick<Issue, 'file' | 'sheet' | 'cell' | 'row' | 'column'> {
  const { cell, row, column } = cellPlace(ref.cell);
  if (row === null) throw new Error(`not a cell: ${formatCellRef(ref)}`);
  return { file: ref.file, sheet: ref.sheet, cell, row, column };
}

function grouped(number: bigint): string {
  return number.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}
