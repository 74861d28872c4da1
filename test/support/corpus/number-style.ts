/** How amounts are typed into cells. */
export type NumberStyle = 'numeric' | 'vi' | 'us';

/** đồng in a unit as exact decimal text with a dot: (10541966000n, 1000000n) -> `10541.966`. */
export function inUnit(vnd: bigint, vndPerUnit: bigint): string {
  const negative = vnd < 0n;
  const absolute = negative ? -vnd : vnd;
  const places = vndPerUnit.toString().length - 1;
  const fraction = places === 0 ? '' : (absolute % vndPerUnit).toString().padStart(places, '0').replace(/0+$/, '');
  return `${negative ? '-' : ''}${absolute / vndPerUnit}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The cell's value in the style: a number, or text grouped the Vietnamese or the American way. */
export function styled(vnd: bigint, vndPerUnit: bigint, style: NumberStyle): number | string {
  const decimal = inUnit(vnd, vndPerUnit);
  if (style === 'numeric') return Number(decimal);
  const [whole, fraction] = decimal.split('.') as [string, string | undefined];
  const group = style === 'vi' ? '.' : ',';
  const point = style === 'vi' ? ',' : '.';
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, group) + (fraction === undefined ? '' : point + fraction);
}
