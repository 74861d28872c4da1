const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const BILLION = 1_000_000_000n;

/**
 * An amount in words, as the papers print it after the figures: 21_500_000_000n -> `Hai mươi mốt tỷ năm trăm triệu đồng`.
 * Any integer đồng; a negative amount begins with `Âm`.
 */
export function vndInWords(vnd: bigint): string {
  const words = vnd === 0n ? 'không' : vnd < 0n ? `âm ${positive(-vnd)}` : positive(vnd);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`;
}

/** Read in steps of a tỷ: `hai nghìn tỷ`, `một triệu tỷ`. */
function positive(value: bigint): string {
  if (value < BILLION) return belowBillion(Number(value), true);
  const rest = Number(value % BILLION);
  return `${positive(value / BILLION)} tỷ${rest === 0 ? '' : ` ${belowBillion(rest, false)}`}`;
}

function belowBillion(value: number, isFirst: boolean): string {
  const groups: readonly (readonly [number, string])[] = [
    [Math.floor(value / 1_000_000), ' triệu'],
    [Math.floor(value / 1_000) % 1_000, ' nghìn'],
    [value % 1_000, ''],
  ];
  const words: string[] = [];
  for (const [group, unit] of groups) {
    if (group > 0) words.push(`${belowThousand(group, isFirst && words.length === 0)}${unit}`);
  }
  return words.join(' ');
}

/** A group that is not the first says its hundreds even where there are none: `một nghìn không trăm linh năm`. */
function belowThousand(value: number, isFirst: boolean): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const words = hundreds > 0 || !isFirst ? [`${digit(hundreds)} trăm`] : [];
  if (rest === 0) return words.join(' ');
  if (rest < 10 && words.length > 0) words.push('linh');
  words.push(belowHundred(rest));
  return words.join(' ');
}

function belowHundred(value: number): string {
  const tens = Math.floor(value / 10);
  const units = value % 10;
  if (tens === 0) return digit(units);
  const head = tens === 1 ? 'mười' : `${digit(tens)} mươi`;
  return units === 0 ? head : `${head} ${unitAfterTens(units, tens)}`;
}

/** `mười một` but `hai mươi mốt`; `mười lăm`; `hai mươi tư`. */
function unitAfterTens(units: number, tens: number): string {
  if (units === 5) return 'lăm';
  if (tens > 1 && units === 1) return 'mốt';
  if (tens > 1 && units === 4) return 'tư';
  return digit(units);
}

function digit(value: number): string {
  return DIGITS[value] ?? '';
}
