import type { InvestorShares, ProjectShare, RecallList, SourceGroup } from './recall-list-model.js';

/** A row of the table by source. A group knows the rows below it, over which its subtotals run. */
export type SourceRow =
  | { readonly kind: 'source'; readonly position: number; readonly group: SourceGroup; readonly below: Rows }
  | { readonly kind: 'investor'; readonly position: number; readonly group: InvestorShares; readonly below: Rows }
  | { readonly kind: 'share'; readonly position: number; readonly share: ProjectShare };

export interface Rows {
  readonly first: number;
  readonly last: number;
}

/** The rows in the order of the paper, the first of them at `firstRow`: a stream writer cannot look back. */
export function layBySource(list: RecallList, firstRow: number): SourceRow[] {
  const rows: SourceRow[] = [];
  list.sources.forEach((source, sourceIndex) => {
    const size = source.investors.reduce((sum, investor) => sum + 1 + investor.shares.length, 0);
    rows.push({ kind: 'source', position: sourceIndex + 1, group: source, below: below(firstRow + rows.length, size) });
    source.investors.forEach((investor, investorIndex) => {
      const span = below(firstRow + rows.length, investor.shares.length);
      rows.push({ kind: 'investor', position: investorIndex + 1, group: investor, below: span });
      investor.shares.forEach((share, index) => rows.push({ kind: 'share', position: index + 1, share }));
    });
  });
  return rows;
}

function below(row: number, size: number): Rows {
  return { first: row + 1, last: row + size };
}
