import { FUNDING_SOURCES, type FundingSource } from '../../../domain/funding-sources.js';
import { fold } from '../../../domain/vietnamese-text.js';
import type { FundingSourceCode } from '../../../domain/words.js';

const ALL = new Map<string, FundingSourceCode>();
const LONG: [string, FundingSourceCode][] = [];
for (const source of FUNDING_SOURCES) for (const text of textsOf(source)) addMeaning(text, source.code);
LONG.sort(([a], [b]) => b.length - a.length);

function textsOf(source: FundingSource): string[] {
  return [source.code, source.name, ...source.meanings];
}

function addMeaning(text: string, code: FundingSourceCode): void {
  const key = sourceKey(text);
  if (!ALL.has(key)) ALL.set(key, code);
  if (key.length >= 12) LONG.push([key, code]);
}

/** Folded, without brackets, punctuation and the words that stand before any source's name. */
function sourceKey(text: string): string {
  return fold(text)
    .replace(/\([^)]*\)?/gu, ' ')
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim()
    .replace(/^(?:trong do |rieng |thuoc |tu |cac )*(?:nguon |von |nguon von |ke hoach von )*(?=\S)/u, '')
    .replace(/ (?:nam|giai doan) (?:20\d\d|n)(?: 20\d\d)?$/u, '')
    .trim();
}

/** The source that a whole cell names: code, official name or a listed meaning; null for anything else. */
export function sourceNamed(text: string): FundingSourceCode | null {
  const bracket = /\(([^)]+)\)/u.exec(text)?.[1];
  return ALL.get(sourceKey(text)) ?? (bracket === undefined ? null : (ALL.get(sourceKey(bracket)) ?? null));
}

/**
 * The source of a cell that may be cut off, as Treasury exports cut names after 40 letters: the one source whose name or meaning
 * begins with the text, at least 12 letters long. Null where none or several do.
 */
export function sourceByPrefix(text: string): FundingSourceCode | null {
  const key = sourceKey(text);
  if (key.length < 12) return null;
  const found = new Set(LONG.filter(([meaning]) => meaning.startsWith(key)).map(([, code]) => code));
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

const SPEAKS_OF_MONEY = /(?:^|[^a-z])(?:nguon|von|ngan sach|chuong trinh|ctmtqg|xo so|su dung dat)(?![a-z])/u;

/** The source of a heading: named whole, cut off, or a longer sentence about money that holds one known name (the longest decides). */
export function sourceOfHeading(text: string): FundingSourceCode | null {
  const exact = sourceNamed(text) ?? sourceByPrefix(text);
  if (exact !== null || !SPEAKS_OF_MONEY.test(fold(text))) return exact;
  const key = ` ${fold(text).replace(/[^a-z0-9]+/gu, ' ')} `;
  return LONG.find(([meaning]) => key.includes(` ${meaning} `))?.[1] ?? null;
}
