import { FUNDING_SOURCES } from '../../domain/funding-sources.js';
import type { FundingSourceCode } from '../../domain/words.js';
import { canonical } from './captions.js';

/** Funding sources that captions and titles name (`funding-sources.meanings`). */

const LEADING = /^(?:trong do|nguon von|nguon|von tu|von|rieng|bao gom|gom|phan|chi tieu|chuong trinh)\s+/;

const MEANINGS: ReadonlyMap<string, FundingSourceCode> = new Map(
  FUNDING_SOURCES.flatMap((source) =>
    [source.code, source.name, ...source.meanings].flatMap((meaning): [string, FundingSourceCode][] => {
      const plain = canonical(meaning);
      return [
        [plain, source.code],
        [stripped(plain), source.code],
      ];
    }),
  ),
);

/** Meanings long or peculiar enough to be looked for inside a longer text, longest first. */
const PHRASES: readonly (readonly [RegExp, string, FundingSourceCode])[] = [...MEANINGS]
  .filter(
    ([meaning, code]) =>
      code !== 'KHAC' && (meaning.includes(' ') || /^(?:ns[a-z]+|xskt|oda|ctmtqg|cdns[a-z]*|sdd)$/.test(meaning)),
  )
  .filter(([meaning]) => !/^(?:trong nuoc|von trong nuoc|vay lai)$/.test(meaning))
  .sort(([a], [b]) => b.length - a.length)
  .map(([meaning, code]) => [new RegExp(`\\b${meaning}\\b`), meaning, code] as const);

function stripped(caption: string): string {
  let text = caption;
  while (LEADING.test(text)) text = text.replace(LEADING, '');
  return text;
}

/** The source that a canonical caption is (`trong do nstw`), null where it is none or more than a source. */
export function sourceOfCaption(caption: string): FundingSourceCode | null {
  return MEANINGS.get(caption) ?? MEANINGS.get(stripped(caption)) ?? null;
}

/** The one source that a canonical text mentions; the longest meaning counts. Null where it names none, or several apart. */
export function sourceWithin(text: string): FundingSourceCode | null {
  let rest = text;
  const found = new Set<FundingSourceCode>();
  for (const [pattern, , code] of PHRASES) {
    if (!pattern.test(rest)) continue;
    found.add(code);
    rest = rest.replace(pattern, ' ');
  }
  if (found.size <= 1) return [...found][0] ?? null;
  const parts = [...found].filter((code) => ![...found].some((other) => parentOf(other) === code));
  return parts.length === 1 ? (parts[0] ?? null) : null;
}

function parentOf(code: FundingSourceCode): FundingSourceCode | null {
  return FUNDING_SOURCES.find((source) => source.code === code)?.parent ?? null;
}

/** A part of the money whose pot the catalogue does not tell: counterpart capital, "vốn NSNN". */
export function isUntoldPart(caption: string): boolean {
  return /^(?:trong do )?(?:von )?(?:doi ung|nsnn|ngan sach nha nuoc)\b|^(?:trong do )?von (?:dtpt|dau tu phat trien)$/.test(
    caption,
  );
}
