/** A query string or a form as parsed: a name given twice is an array. */
export type Query = Readonly<Record<string, unknown>>;

/** The one text under a name, trimmed; null where it is absent, empty or no single text. */
export function textOf(query: Query | null | undefined, name: string): string | null {
  const value = query?.[name];
  if (typeof value !== 'string') return null;
  const text = value.normalize('NFC').trim();
  return text === '' ? null : text;
}

/** A whole number from 1 on, null otherwise. */
export function countOf(query: Query, name: string): number | null {
  const text = textOf(query, name);
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}
