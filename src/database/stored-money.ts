/** A jsonb value with its money (texts under names that end in `Vnd`, as `storableJson` writes them) as bigint đồng again. */
export function withMoney<T>(value: unknown): T {
  return revived(value) as T;
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name.endsWith('Vnd') && typeof inner === 'string' ? BigInt(inner) : revived(inner),
    ]),
  );
}
