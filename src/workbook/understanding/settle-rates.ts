import type { BodyFacts } from './body-facts.js';
import { choose, type DraftColumn } from './columns.js';
import { shareDividing } from './figure-evidence.js';
import type { Stated } from './frame.js';

/**
 * The rate that is kept is the row's own: disbursement of the year by plan of the year. The formula that the paper prints decides,
 * then the figures, then the captions above it. The
 * others are ignored, but for those whose formula is printed: they are held against it.
 */
export function settleRates(drafts: readonly DraftColumn[], body: BodyFacts, stated: Stated): void {
  const rates = drafts.filter(({ field }) => field === 'rate');
  if (rates.length === 0) return;
  const plan = drafts.find(({ field, source }) => field === 'plan.current' && source === null);
  const paid = drafts.find(({ field, source }) => field === 'disbursed.current' && source === null);
  const scored = rates.map((draft) => ({
    draft,
    stated: statesRate(draft, paid, plan, stated),
    fits:
      plan === undefined || paid === undefined ? null : shareDividing(body, draft.column, [paid.column], [plan.column]),
    path: pathScore(draft),
  }));
  const [best] = [...scored].sort(
    (a, b) => Number(b.stated) - Number(a.stated) || (b.fits ?? 0.5) - (a.fits ?? 0.5) || b.path - a.path,
  );
  for (const { draft, path, fits, stated: said } of scored) {
    const borneOut = said || fits === null || fits >= 0.5 || rates.length === 1;
    if (draft === best?.draft && borneOut && (path > 0 || said)) continue;
    if (stated.rates.some(({ column }) => column === draft.letter)) continue;
    choose(draft, 'ignored', 'Tỷ lệ này không phải giải ngân lũy kế trên kế hoạch năm của cả dự án.', 0.8);
  }
}

function pathScore({ source, measure }: DraftColumn): number {
  if (measure === 'disbursedMonth' || measure === 'volume' || measure === 'totalInvestment') return 0;
  return source === null ? 2 : 1;
}

function statesRate(
  { letter }: DraftColumn,
  paid: DraftColumn | undefined,
  plan: DraftColumn | undefined,
  stated: Stated,
): boolean {
  const formula = stated.rates.find(({ column }) => column === letter);
  const only = (columns: readonly string[] | undefined): string | undefined =>
    columns?.length === 1 ? columns[0] : undefined;
  return (
    paid !== undefined &&
    plan !== undefined &&
    only(formula?.above) === paid.letter &&
    only(formula?.below) === plan.letter
  );
}
