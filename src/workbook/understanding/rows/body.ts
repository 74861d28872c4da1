import type { CellStyle } from '../../cells.js';
import { AmountTable } from './amount-table.js';
import { CellTexts } from './cell-texts.js';
import type { Layout } from './layout.js';
import { RateTable } from './rate-table.js';
import { TextTable } from './text-table.js';

/** What the rows of a table share: the layout, and column by column what their cells print. */
export interface Body {
  readonly layout: Layout;
  readonly styles: readonly CellStyle[];
  readonly amounts: AmountTable;
  readonly rates: RateTable;
  readonly texts: TextTable;
  readonly cellTexts: CellTexts;
}

/** A body for at most so many rows, with nothing in it. */
export function emptyBody(layout: Layout, styles: readonly CellStyle[], rows: number): Body {
  const amounts = new AmountTable(rows, layout.money.length);
  const rates = new RateTable(rows, layout.rates.length);
  const texts = new TextTable(rows, layout.fields);
  return { layout, styles, amounts, rates, texts, cellTexts: new CellTexts() };
}
