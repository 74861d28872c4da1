/**
 * Vietnamese text for comparing, never for display. Kept text is NFC; everything here that changes letters is only for keys.
 */

/** NFC with no-break and other odd spaces made plain, runs of spaces and line breaks collapsed, ends trimmed. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b\ufeff]+/gu, ' ')
    .trim();
}

/** Lower case, without accents, đ (and the look-alike Ð, U+00D0) -> d, punctuation kept. For search and for header synonyms. */
export function fold(text: string): string {
  return cleanText(text)
    .replace(/[\u00d0\u00f0]/g, 'đ')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/đ/g, 'd');
}

/** Abbreviations that officials use in names of projects and units (contract: "the listed abbreviations"), after lower-casing. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\d])(?:ban quản lý dự án|ban qlda|bqlda)(?![\p{L}\d])/gu, 'ban quản lý dự án'],
  [/(?<![\p{L}\d])(?:đtxd)(?![\p{L}\d])/gu, 'đầu tư xây dựng'],
  [/(?<![\p{L}\d])(?:ubnd)(?![\p{L}\d])/gu, 'ủy ban nhân dân'],
  [/(?<![\p{L}\d])(?:hđnd)(?![\p{L}\d])/gu, 'hội đồng nhân dân'],
  [/(?<![\p{L}\d])(?:nn&ptnt|nn và ptnt)(?![\p{L}\d])/gu, 'nông nghiệp và phát triển nông thôn'],
  [/(?<![\p{L}\d])(?:gd&đt|gd và đt)(?![\p{L}\d])/gu, 'giáo dục và đào tạo'],
  [/(?<![\p{L}\d])(?:gtnt)(?![\p{L}\d])/gu, 'giao thông nông thôn'],
  [/(?<![\p{L}\d])(?:ptdt)(?![\p{L}\d])/gu, 'phổ thông dân tộc'],
  [/(?<![\p{L}\d])h\.\s*/gu, 'huyện '],
  [/(?<![\p{L}\d])tp\.?\s*(?=\p{L})/gu, 'thành phố '],
  [/(?<![\p{L}\d])tx\.\s*/gu, 'thị xã '],
  [/(?<![\p{L}\d])tt\.\s*/gu, 'thị trấn '],
  [/(?<![\p{L}\d])x\.\s*/gu, 'xã '],
  [/(?<![\p{L}\d])ct(?![\p{L}\d])/gu, 'công trình'],
];

/** What every abbreviation has at its beginning: most texts have none of it. */
const MAY_ABBREVIATE =
  /ban quản lý dự án|ban qlda|bqlda|đtxd|ubnd|hđnd|nn&ptnt|nn và ptnt|gd&đt|gd và đt|gtnt|ptdt|ct|(?<![\p{L}\d])(?:h\.|tp|tx\.|tt\.|x\.)/u;

const TONES = '\u0300\u0301\u0303\u0309\u0323';
const TONE = new RegExp(`[${TONES}]`, 'u');

/**
 * Key under which two spellings of one name are equal: NFC, case, spaces, punctuation, tone placement (hoá/hóa), i/y after a
 * consonant or qu at the end of a syllable (lí/lý, quí/quý), and the listed abbreviations. Accents stay: `Mường` is not `Muồng`.
 */
export function nameKey(text: string): string {
  let key = cleanText(text)
    .replace(/[\u00d0\u00f0]/g, 'đ')
    .toLowerCase();
  if (MAY_ABBREVIATE.test(key)) for (const [abbreviation, full] of ABBREVIATIONS) key = key.replace(abbreviation, full);
  key = key.replace(/[^\p{L}\p{M}\d]+/gu, ' ').trim();
  return key.split(' ').map(rememberedSyllable).join(' ');
}

/** Names are made of the same few thousand syllables. */
const MOST_SYLLABLES = 20_000;
const syllables = new Map<string, string>();

function rememberedSyllable(syllable: string): string {
  const known = syllables.get(syllable);
  if (known !== undefined) return known;
  const key = syllableKey(syllable);
  if (syllables.size >= MOST_SYLLABLES) syllables.clear();
  syllables.set(syllable, key);
  return key;
}

/** One syllable with its tone moved to the end and a final lone i written y. */
function syllableKey(syllable: string): string {
  const decomposed = syllable.normalize('NFD');
  const tone = TONE.exec(decomposed)?.[0] ?? '';
  const base = (tone === '' ? decomposed : decomposed.replace(tone, '')).normalize('NFC');
  return base.replace(/(?<=^|[bcdđghklmnpqrstvx]|qu)i$/u, 'y') + tone;
}

const MIN_TRUNCATED_NAME = 20;

/** Two spellings of one name. Treasury exports write capitals without accents and cut names off: a beginning of at least 20 letters is no difference. */
export function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [fold(nameKey(a)), fold(nameKey(b))];
  if (left === right) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= MIN_TRUNCATED_NAME && long.startsWith(short);
}
