import { cleanText } from '../../domain/vietnamese-text.js';

/** What a unit text stands for: đồng per printed unit, or a percentage. */
export type PrintedUnit = { readonly kind: 'money'; readonly vndPerUnit: number } | { readonly kind: 'percent' };

const MILLION = 1_000_000;

/**
 * Spellings of units as attested in provincial workbooks, misspellings included, lower case and without blanks. An allow-list:
 * a match by the suffix `đồng` would turn triệu đồng into đồng, and folding accents would read `dòng` (line) as money.
 */
const SPELLINGS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, ['đồng', 'đ', 'vnđ', 'vnd', 'đồngviệtnam', 'việtnamđồng']],
      [
        1000,
        ['1.000đồng', '1,000đồng', '1000đồng', '1.000đ', '1,000đ', '1000đ', 'nghìnđồng', 'ngànđồng', 'nghìnđ', 'ngànđ'],
      ],
      [
        MILLION,
        [
          'triệuđồng',
          'triệudồng',
          'tiệuđồng',
          'trđồng',
          'tr.đồng',
          'triệuđổng',
          'triệuđ',
          'tr.đ',
          'trđ',
          'trieudong',
          'triệuvnđ',
          'triệuvnd',
          'triệuđồngviệtnam',
          '1.000.000đồng',
          '1,000,000đồng',
          '1000000đồng',
          '1.000.000đ',
        ],
      ],
      [1_000_000_000, ['tỷđồng', 'tỉđồng', 'tỷđ', 'tỉđ', 'tỷvnđ', 'tydong', '1.000.000.000đồng']],
    ] as [number, string[]][]
  ).flatMap(([vndPerUnit, spellings]) => spellings.map((spelling): [string, number] => [spelling, vndPerUnit])),
);

/** The unit that a text is, alone (`Triệu đồng`, `(triệu đồng)`, `%`); null where it is none. */
export function unitOf(text: string): PrintedUnit | null {
  const bare = cleanText(text)
    .toLowerCase()
    .replace(/[\s()[\]]+/gu, '')
    .replace(/[.:;,]+$/u, '');
  if (bare === '%' || bare === 'phầntrăm') return { kind: 'percent' };
  const vndPerUnit = SPELLINGS.get(bare);
  return vndPerUnit === undefined ? null : { kind: 'money', vndPerUnit };
}

/** A unit line: what stands after `Đơn vị tính:` and, where known, what it means. */
export interface UnitLine {
  readonly unit: PrintedUnit | null;
  /** what the paper prints, `Triệu đồng` */
  readonly text: string;
  /** `Đơn vị tính` and `ĐVT` announce a unit; bare `Đơn vị:` may be an organisation as well */
  readonly certain: boolean;
}

const ANNOUNCED = /(đơn\s*vị\s*tính|đvt|dvt|đv\s*tính)\s*(?:là)?\s*[:：]?\s*([^)\]]*)/iu;
const BARE = /(?:^|[(\s])đơn\s*vị\s*[:：]\s*([^)\]]*)/iu;

/**
 * The unit line that a text is or holds: `Đơn vị tính: Triệu đồng`, `ĐVT: Tr.đ`, `… (Đơn vị: triệu đồng)`, or a unit alone.
 * Null where it is none; `Đơn vị: UBND huyện Mai Sơn` is none. An announced unit that is not known has `unit: null`.
 */
export function unitLine(text: string): UnitLine | null {
  const clean = cleanText(text);
  const announced = ANNOUNCED.exec(clean);
  if (announced !== null) {
    const printed = (announced[2] ?? '').trim();
    return { unit: firstUnit(printed), text: printed, certain: true };
  }
  const bare = BARE.exec(clean);
  if (bare !== null) {
    const unit = firstUnit(bare[1] ?? '');
    return unit === null ? null : { unit, text: (bare[1] ?? '').trim(), certain: true };
  }
  const alone = unitOf(clean);
  return alone === null ? null : { unit: alone, text: clean, certain: false };
}

/** `Triệu đồng; %` names two: the money counts. */
function firstUnit(text: string): PrintedUnit | null {
  const parts = [text, ...text.split(/[;/]|,\s/u)].map(unitOf);
  return parts.find((unit) => unit?.kind === 'money') ?? parts.find((unit) => unit !== null) ?? null;
}

/** The unit that a caption carries in brackets or after a comma: `Kế hoạch vốn (triệu đồng)`, `Tỷ lệ (%)`; null where none. */
export function unitInCaption(caption: string): PrintedUnit | null {
  const clean = cleanText(caption);
  const alone = unitOf(clean);
  if (alone !== null) return alone;
  const announced = ANNOUNCED.exec(clean);
  if (announced !== null) return firstUnit(announced[2] ?? '');
  for (const [, inner = ''] of clean.matchAll(/\(([^()]*)\)/gu)) {
    const unit = firstUnit(inner);
    if (unit !== null) return unit;
  }
  const tail = /,\s*([^,]+)$/u.exec(clean);
  return tail === null ? null : unitOf(tail[1] ?? '');
}
