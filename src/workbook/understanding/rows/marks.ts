import type { CellValue } from '../../cells.js';
import { cleanText } from '../../../domain/vietnamese-text.js';

/** Outline marks of provincial tables (domain handbook 2.2): A > I > (1) > 1, 1.1 > a) > - > +. */
export type MarkKind = 'letter' | 'roman' | 'paren' | 'arabic' | 'dotted' | 'alpha' | 'dash' | 'plus';

export interface Mark {
  /** as printed: `I.1`, `3.10`, `a)` */
  readonly text: string;
  readonly kind: MarkKind;
  /** marks of one family count up together; the usual sign of siblings */
  readonly family: string;
  /** position in its run from 1, null for bullets and unreadable runs */
  readonly ordinal: number | null;
  /** the mark above a dotted one: `3` of `3.10` */
  readonly prefix: string | null;
  /** usual depth, smaller is higher; tables may differ, so runs decide first */
  readonly rank: number;
}

const RANK: Record<Exclude<MarkKind, 'dotted'>, number> = {
  letter: 10,
  roman: 20,
  paren: 30,
  arabic: 40,
  alpha: 60,
  dash: 70,
  plus: 80,
};

/** Section letters as officials count them: no F, J, W, Z; I after H. */
const LETTERS = 'ABCDĐEGHIKLMNOPQRSTUVXY';
const ROMAN = /^(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

const COUNT = /^\d{1,6}$/;

/** The mark that a text is, or null. The text of a whole cell: `A`, `I.`, `1`, `(1)`, `a)`, `I.1`, `3.10`, `4..2`, `4,16`, `-`, `+`. */
export function parseMark(text: string): Mark | null {
  if (COUNT.test(text)) return counted(text);
  const shown = cleanText(text);
  if (shown === '' || shown.length > 12) return null;
  if (/^[-–—]$/u.test(shown)) return bullet(shown, 'dash');
  if (/^[+•*·▪]$/u.test(shown)) return bullet(shown, 'plus');
  const bracketed = /^\(\s*(\d+|[a-zđ]|[ivx]+)\s*\)$/u.exec(shown);
  if (bracketed !== null) return bracketedMark(shown, bracketed[1] ?? '');
  const bare = shown.replace(/[.)/:]+$/u, '');
  const parts = bare.split(/[.,]+/u);
  return parts.length > 1 ? dotted(shown, parts) : simple(shown, bare);
}

function counted(text: string): Mark {
  return { text, kind: 'arabic', family: 'arabic', ordinal: Number(text), prefix: null, rank: RANK.arabic };
}

function bullet(text: string, kind: 'dash' | 'plus'): Mark {
  return { text, kind, family: kind, ordinal: null, prefix: null, rank: RANK[kind] };
}

function bracketedMark(text: string, inner: string): Mark {
  const counted = /^\d+$/.test(inner) ? Number(inner) : alphaOrdinal(inner);
  return { text, kind: 'paren', family: 'paren', ordinal: counted, prefix: null, rank: RANK.paren };
}

function simple(text: string, bare: string): Mark | null {
  const kind = simpleKind(bare);
  if (kind === null) return null;
  const ordinal = ordinalOf(kind, bare);
  return { text, kind, family: kind, ordinal, prefix: null, rank: RANK[kind] };
}

type CountedKind = 'letter' | 'roman' | 'arabic' | 'alpha';

function simpleKind(bare: string): CountedKind | null {
  if (/^\d{1,6}$/.test(bare)) return 'arabic';
  // V and X are roman; C, D, L, M stand alone as letters; a bare I is settled by look-ahead.
  if (/^[IVX]$/.test(bare) || (bare.length > 1 && ROMAN.test(bare))) return 'roman';
  if (/^[A-ZĐ]$/u.test(bare)) return 'letter';
  if (/^[a-zđ]$/u.test(bare)) return 'alpha';
  return null;
}

function ordinalOf(kind: CountedKind, bare: string): number | null {
  if (kind === 'arabic') return Number(bare);
  if (kind === 'roman') return romanValue(bare);
  return kind === 'letter' ? alphaOrdinal(bare.toLowerCase()) : alphaOrdinal(bare);
}

function alphaOrdinal(letter: string): number | null {
  const position = LETTERS.indexOf(letter.toUpperCase());
  return letter.length === 1 && position >= 0 ? position + 1 : null;
}

const ROMAN_VALUES: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 };

function romanValue(text: string): number {
  let total = 0;
  for (let index = 0; index < text.length; index += 1) {
    const value = ROMAN_VALUES[text[index] ?? ''] ?? 0;
    total += value < (ROMAN_VALUES[text[index + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}

function dotted(text: string, parts: readonly string[]): Mark | null {
  const kinds = parts.map(simpleKind);
  const first = kinds[0];
  const last = kinds.at(-1);
  if (first === null || first === undefined || last === null || last === undefined || kinds.includes(null)) return null;
  return {
    text,
    kind: 'dotted',
    family: `dotted:${first}:${parts.length}`,
    ordinal: ordinalOf(last, parts.at(-1) ?? ''),
    prefix: parts.slice(0, -1).join('.'),
    rank: RANK[first] + parts.length,
  };
}

/** A mark cell as text; a number keeps the decimals that its format shows, because 3.1 and 3.10 are different rows. */
export function markText(value: CellValue, numberFormat: string): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    const places = /^0\.(0+)/.exec(numberFormat)?.[1]?.length;
    return places === undefined ? String(value) : value.toFixed(places);
  }
  return typeof value === 'object' && 'digits' in value ? value.digits : null;
}

const IN_NAME =
  /^(?:([-–—+•])\s+|((?:[IVXL]+|[A-ZĐ]|\d{1,3})(?:\.\d{1,3})*)\s*[.)]\s+|(\(\d{1,2}\)|[a-zđ]\))\s*)(?=\S)/u;

/** A mark typed before the name in one cell (`A. ĐIỀU CHỈNH GIẢM`), with the name that is left; null where there is none. */
export function markInName(name: string): { mark: Mark; name: string } | null {
  const match = IN_NAME.exec(name);
  if (match === null) return null;
  const mark = parseMark((match[1] ?? match[2] ?? match[3] ?? '').trim());
  return mark === null ? null : { mark, name: name.slice(match[0].length) };
}

/**
 * Settles every bare `I`, which is both a numeral and the section letter after H (domain handbook 2.2): numeral where `II` comes
 * before another `I` or another section letter; otherwise the letter, if the last section letter was H or the next is K.
 */
export function resolveBareI(marks: readonly (Mark | null)[]): readonly (Mark | null)[] {
  if (!marks.some((mark) => mark !== null && isBareI(mark))) return marks;
  const settled = [...marks];
  const next = nextMarks(marks);
  let lastLetter: string | null = null;
  for (const [index, mark] of marks.entries()) {
    if (mark === null) continue;
    if (isBareI(mark)) {
      const follower = next[index] ?? null;
      const letter = follower !== 'II' && (lastLetter === 'H' || follower === 'K');
      if (letter)
        settled[index] = { ...mark, kind: 'letter', family: 'letter', ordinal: alphaOrdinal('i'), rank: RANK.letter };
      if (letter) lastLetter = 'I';
    } else if (mark.kind === 'letter') lastLetter = bareText(mark);
  }
  return settled;
}

/** For each row the first following `I`, `II` or section letter. */
function nextMarks(marks: readonly (Mark | null)[]): (string | null)[] {
  const next: (string | null)[] = new Array<string | null>(marks.length).fill(null);
  let following: string | null = null;
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    next[index] = following;
    const mark = marks[index];
    if (mark === null || mark === undefined || (mark.kind !== 'letter' && mark.kind !== 'roman')) continue;
    const text = bareText(mark);
    if (mark.kind === 'letter' || text === 'I' || text === 'II') following = text;
  }
  return next;
}

function isBareI(mark: Mark): boolean {
  return mark.kind === 'roman' && mark.ordinal === 1;
}

function bareText(mark: Mark): string {
  return mark.text.replace(/[.)/:\s]+$/u, '');
}
