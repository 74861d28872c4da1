import type { PlainRow } from '../cells.js';
import { canonical } from './captions.js';
import type { Header } from './header.js';
import type { SheetIndex } from './sheet-index.js';

/** Canonical captions of a header by column. */
export type HeaderCaptions = ReadonlyMap<number, ReadonlySet<string>>;

export function captionsOf(header: Header): HeaderCaptions {
  return new Map(
    header.columns.map(({ column, captions }) => [column, new Set(captions.map(({ text }) => canonical(text)))]),
  );
}

/** True for a row that prints the captions of a header again in their columns, as page breaks do. */
export function isRepeatedHeader(row: PlainRow, captions: HeaderCaptions, index: SheetIndex): boolean {
  const texts = index.texts(row);
  return texts.length >= 2 && texts.every(({ column, text }) => captions.get(column)?.has(canonical(text)) === true);
}
