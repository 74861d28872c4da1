import { cleanText, fold } from '../../domain/vietnamese-text.js';

/** Captions brought to one form for the synonym rules: never for display. */

/** Abbreviations whose meaning folding would lose (`DA` is dự án, `đã` is not), in capitals as officials write them. */
const CAPITALS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})DA(?!\p{L})/gu, 'dự án'],
  [/(?<!\p{L})TU(?!\p{L})/gu, 'tạm ứng'],
  [/(?<!\p{L})TH(?!\p{L})/gu, 'thực hiện'],
  [/(?<!\p{L})KL(?!\p{L})/gu, 'khối lượng'],
  [/(?<!\p{L})GN(?!\p{L})/gu, 'giải ngân'],
  [/(?<!\p{L})LK(?!\p{L})/gu, 'lũy kế'],
  [/(?<!\p{L})BC(?!\p{L})/gu, 'báo cáo'],
  [/(?<!\p{L})BS(?!\p{L})/gu, 'bổ sung'],
  [/(?<!\p{L})XD(?!\p{L})/gu, 'xây dựng'],
];

const WORDS: ReadonlyMap<string, string> = new Map([
  ['kh', 'ke hoach'],
  ['khv', 'ke hoach von'],
  ['khdtc', 'ke hoach dau tu cong'],
  ['khdtcth', 'ke hoach dau tu cong trung han'],
  ['khth', 'ke hoach trung han'],
  ['khvn', 'ke hoach von nam'],
  ['dtc', 'dau tu cong'],
  ['tmdt', 'tong muc dau tu'],
  ['qd', 'quyet dinh'],
  ['klht', 'khoi luong hoan thanh'],
  ['cdt', 'chu dau tu'],
  ['kc', 'khoi cong'],
  ['ht', 'hoan thanh'],
  ['sdtu', 'so du tam ung'],
  ['nltk', 'nang luc thiet ke'],
]);

/** Number of the column printed inside its caption: `Tổng số\n(12)`, `(12)=(13)+(14)`. */
const EMBEDDED_NUMBER = /\s*\(\s*\d{1,2}\s*\)(?:\s*=\s*[\d\s()+\-*/.]+)?\s*$/u;

/**
 * Canonical form of a caption: folded, abbreviations spelled out, `(+)` as tang and `(-)` as giam, a formula (`Tổng số = KLHT + tạm
 * ứng`) and an embedded column number cut off, everything but letters, digits, `%` and `#` a blank.
 */
export function canonical(caption: string): string {
  let text = cleanText(caption).replace(EMBEDDED_NUMBER, '');
  text = text.replace(/\(\s*\+\s*\)/gu, ' tăng ').replace(/\(\s*[-–−]\s*\)/gu, ' giảm ');
  if (!/^\s*=/.test(text)) text = text.replace(/=.*$/u, '');
  for (const [abbreviation, full] of CAPITALS) text = text.replace(abbreviation, full);
  const words = fold(text)
    .replace(/[^a-z0-9%#]+/g, ' ')
    .trim()
    .split(' ');
  return words
    .map((word) => WORDS.get(word) ?? word)
    .join(' ')
    .replace(/\btong muc dt\b/, 'tong muc dau tu');
}

/** The printed number of the column that a caption carries (`Tổng số (12)` -> 12), null where none. */
export function embeddedNumber(caption: string): number | null {
  const match = /\(\s*(\d{1,2})\s*\)(?:\s*=\s*[\d\s()+\-*/.]+)?\s*$/u.exec(cleanText(caption));
  return match === null ? null : Number(match[1]);
}

/** Years that a canonical text names with the word `nam`; `giai doan 2021 2025` names none. */
export function yearsIn(text: string): number[] {
  return [...text.matchAll(/\bnam\s+((?:19|20)\d\d)\b/g)].map((match) => Number(match[1]));
}
