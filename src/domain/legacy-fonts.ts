/**
 * Text of before Unicode: the TCVN3 (ABC) fonts `.VnTime…` and the VNI fonts draw Vietnamese over Latin-1 letters, so a cell reads
 * `Céng hßa` or `Coäng hoøa` unless decoded (domain handbook 2.4).
 */

export type LegacyEncoding = 'TCVN3' | 'VNI';

/**
 * The text in Unicode (NFC) where it is written in a legacy encoding, else null. The font decides where it is known to be legacy;
 * without such a font only statistics do: at least 3 letters beyond ASCII, at least 70 % of them inside the encoding's map, and
 * at least 2 that Unicode Vietnamese never has (`Nà Sàn, xã Hát Lót` is Unicode although it fits the map).
 * Fonts that end in `H` (`.VnTimeH`) show capitals: the text is turned into capitals.
 */
export function decodeLegacy(text: string, font: string | null): { text: string; encoding: LegacyEncoding } | null {
  const high = highLetters(text);
  if (high === null) return null;
  const declared = legacyFont(font);
  if (declared !== null) return decodeAs(text, declared.encoding, declared.capitals, font);
  return high >= FEWEST_LETTERS ? decodeByStatistics(text) : null;
}

/** How many letters of a text stand beyond ASCII; null where one of them is beyond Latin-1, which legacy text never has. By codes: it meets every text of a workbook. */
function highLetters(text: string): number | null {
  let high = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    if (code <= LAST_LATIN_1) high += 1;
    // Punctuation above U+1FFF (curly quotes, dashes) also stands in legacy text.
    else if (code <= LAST_LETTER) return null;
  }
  return high;
}

const LAST_LATIN_1 = 0xff;
const LAST_LETTER = 0x1fff;
/** letters beyond ASCII that statistics need */
const FEWEST_LETTERS = 3;

/** The encoding that a font name stands for, null for fonts of Unicode text. */
export function legacyFont(font: string | null): { encoding: LegacyEncoding; capitals: boolean } | null {
  const first = font?.charCodeAt(0);
  if (font === null || (first !== DOT_CODE && first !== UPPER_V && first !== LOWER_V)) return null;
  if (/^\.vn/i.test(font)) return { encoding: 'TCVN3', capitals: /[a-z]H$/.test(font.trim()) };
  if (/^vni[-\s]/i.test(font)) return { encoding: 'VNI', capitals: false };
  return null;
}

const DOT_CODE = 0x2e;
const UPPER_V = 0x56;
const LOWER_V = 0x76;

const HIGH = /[\u0080-\u00ff]/g;
const UNICODE_VIETNAMESE = 'àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ';

function decodeAs(
  text: string,
  encoding: LegacyEncoding,
  capitals: boolean,
  font: string | null,
): { text: string; encoding: LegacyEncoding } | null {
  const high = text.match(HIGH)?.length ?? 0;
  if (high === 0 && !capitals) return null;
  if (high > 0 && font !== null && fitting(text, encoding) < high && looksUnicode(text)) return null;
  const plain = decode(text, encoding);
  const shown = capitals ? plain.toLocaleUpperCase('vi') : plain;
  return shown === text ? null : { text: shown, encoding };
}

/** Unicode typed into a cell that still has a legacy font: every letter beyond ASCII is one of Vietnamese. */
function looksUnicode(text: string): boolean {
  return (text.match(HIGH) ?? []).every((letter) => UNICODE_VIETNAMESE.includes(letter));
}

function decodeByStatistics(text: string): { text: string; encoding: LegacyEncoding } | null {
  const letters = text.match(HIGH) ?? [];
  if (letters.filter((letter) => !UNICODE_VIETNAMESE.includes(letter)).length < 2) return null;
  const tcvn3 = fitting(text, 'TCVN3') / letters.length;
  const vni = fitting(text, 'VNI') / letters.length;
  if (Math.max(tcvn3, vni) < 0.7) return null;
  // TCVN3 uses nearly every code, so it explains nearly every text; VNI only its own pairs of letters.
  const encoding = vni >= 0.7 && vni > tcvn3 - 0.15 ? 'VNI' : 'TCVN3';
  return { text: decode(text, encoding), encoding };
}

/** Letters beyond ASCII that the encoding explains. */
function fitting(text: string, encoding: LegacyEncoding): number {
  if (encoding === 'TCVN3') return (text.match(HIGH) ?? []).filter((letter) => TCVN3.has(letter)).length;
  const rest = text.replace(VNI_TOKEN, '');
  return (text.match(HIGH)?.length ?? 0) - (rest.match(HIGH)?.length ?? 0);
}

function decode(text: string, encoding: LegacyEncoding): string {
  if (encoding === 'TCVN3')
    return [...text]
      .map((letter) => TCVN3.get(letter) ?? letter)
      .join('')
      .normalize('NFC');
  return text.replace(VNI_TOKEN, vniToken).normalize('NFC');
}

/** TCVN 5712:1993 VN3, by Latin-1 code from the first one of each run on; a space where the code is not used. */
const TCVN3_RUNS: readonly (readonly [number, string])[] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
];
const TCVN3: ReadonlyMap<string, string> = new Map(
  TCVN3_RUNS.flatMap(([first, letters]) =>
    [...letters].map((letter, index): [string, string] => [String.fromCharCode(first + index), letter]),
  ),
);

const GRAVE = '\u0300';
const ACUTE = '\u0301';
const CIRCUMFLEX = '\u0302';
const TILDE = '\u0303';
const BREVE = '\u0306';
const HOOK = '\u0309';
const DOT = '\u0323';

/** VNI marks that follow their base letter (lower case; the capitals are the same letters as capitals). */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ù: ACUTE,
  ø: GRAVE,
  û: HOOK,
  õ: TILDE,
  ï: DOT,
  â: CIRCUMFLEX,
  á: CIRCUMFLEX + ACUTE,
  à: CIRCUMFLEX + GRAVE,
  å: CIRCUMFLEX + HOOK,
  ã: CIRCUMFLEX + TILDE,
  ä: CIRCUMFLEX + DOT,
  ê: BREVE,
  é: BREVE + ACUTE,
  è: BREVE + GRAVE,
  ú: BREVE + HOOK,
  ü: BREVE + TILDE,
  ë: BREVE + DOT,
};
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ñ: 'đ',
  Ñ: 'Đ',
  ö: 'ư',
  Ö: 'Ư',
  ô: 'ơ',
  Ô: 'Ơ',
  í: 'í',
  Í: 'Í',
  ì: 'ì',
  Ì: 'Ì',
  æ: 'ỉ',
  Æ: 'Ỉ',
  ó: 'ĩ',
  Ó: 'Ĩ',
  ò: 'ị',
  Ò: 'Ị',
  î: 'ỵ',
  Î: 'Ỵ',
};
const marks = Object.keys(VNI_MARKS).join('');
const VNI_TOKEN = new RegExp(
  `[aeouyöôAEOUYÖÔ][${marks}${marks.toUpperCase()}]|[${Object.keys(VNI_LETTERS).join('')}]`,
  'g',
);

/** A base letter with its mark, or a letter of its own; in one pass, for `ø` after `o` is a mark and `ò` alone is `ị`. */
function vniToken(token: string): string {
  const [base = '', mark] = [...token];
  const letter = VNI_LETTERS[base] ?? base;
  return mark === undefined ? letter : (letter + (VNI_MARKS[mark.toLowerCase()] ?? '')).normalize('NFC');
}
