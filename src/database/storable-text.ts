/**
 * Text that PostgreSQL takes: a NUL (which Excel can smuggle in as `_x0000_`) and halves of a surrogate pair become U+FFFD,
 * so that one odd cell cannot refuse a whole import.
 */
export function storableText(text: string): string {
  const withoutNul = text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
  return /[\ud800-\udfff]/.test(withoutNul) ? Buffer.from(withoutNul, 'utf8').toString('utf8') : withoutNul;
}

/** JSON for a jsonb value: bigint as text, strings as PostgreSQL takes them. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    return typeof inner === 'string' ? storableText(inner) : inner;
  });
}
