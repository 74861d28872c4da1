/** Writing with the fonts of before Unicode; the tables come from the published code charts, not from the reader. */

const TCVN3: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'ă:a8 â:a9 ê:aa ô:ab ơ:ac ư:ad đ:ae à:b5 ả:b6 ã:b7 á:b8 ạ:b9 ằ:bb ẳ:bc ẵ:bd ắ:be ặ:c6 ầ:c7 ẩ:c8 ẫ:c9 ấ:ca ậ:cb è:cc ẻ:ce ẽ:cf ' +
    'é:d0 ẹ:d1 ề:d2 ể:d3 ễ:d4 ế:d5 ệ:d6 ì:d7 ỉ:d8 ĩ:dc í:dd ị:de ò:df ỏ:e1 õ:e2 ó:e3 ọ:e4 ồ:e5 ổ:e6 ỗ:e7 ố:e8 ộ:e9 ờ:ea ở:eb ỡ:ec ớ:ed ' +
    'ợ:ee ù:ef ủ:f1 ũ:f2 ú:f3 ụ:f4 ừ:f5 ử:f6 ữ:f7 ứ:f8 ự:f9 ỳ:fa ỷ:fb ỹ:fc ý:fd ỵ:fe Ă:a1 Â:a2 Ê:a3 Ô:a4 Ơ:a5 Ư:a6 Đ:a7'
  )
    .split(' ')
    .map((pair) => [pair[0]!, parseInt(pair.slice(2), 16)]),
);

/** Text as a `.VnTime` cell holds it. Capitals with a tone have no code of their own there: throws for them. */
export function toTcvn3(text: string): string {
  return replaceLetters(text, (letter) => {
    const code = TCVN3[letter];
    if (code === undefined) throw new RangeError(`${letter} has no TCVN3 code`);
    return String.fromCharCode(code);
  });
}

/** True where every letter has a code; capitals with a tone have none. */
export function isTcvn3(text: string): boolean {
  return [...text.normalize('NFC')].every(
    (letter) => letter.charCodeAt(0) <= 0x7f || !/\p{L}/u.test(letter) || letter in TCVN3,
  );
}

/** Text as a `.VnTimeH` cell holds it: codes of small letters, which the font shows as capitals. */
export function toTcvn3Capitals(text: string): string {
  return toTcvn3(text.toLowerCase());
}

const VNI_TONES: Readonly<Record<string, number>> = {
  '\u0301': 0xf9,
  '\u0300': 0xf8,
  '\u0309': 0xfb,
  '\u0303': 0xf5,
  '\u0323': 0xef,
};
const VNI_CIRCUMFLEX: Readonly<Record<string, number>> = {
  '': 0xe2,
  '\u0301': 0xe1,
  '\u0300': 0xe0,
  '\u0309': 0xe5,
  '\u0303': 0xe3,
  '\u0323': 0xe4,
};
const VNI_BREVE: Readonly<Record<string, number>> = {
  '': 0xea,
  '\u0301': 0xe9,
  '\u0300': 0xe8,
  '\u0309': 0xfa,
  '\u0303': 0xfc,
  '\u0323': 0xeb,
};
const VNI_I: Readonly<Record<string, number>> = {
  '\u0300': 0xec,
  '\u0301': 0xed,
  '\u0309': 0xe6,
  '\u0303': 0xf3,
  '\u0323': 0xf2,
};

/** Text as a `VNI-Times` cell holds it: base letter followed by a marker letter. */
export function toVni(text: string): string {
  return replaceLetters(text, (letter) => {
    const small = letter.toLowerCase();
    const encoded = encodeVni(small);
    return small === letter ? encoded : encoded.toUpperCase();
  });
}

function encodeVni(letter: string): string {
  if (letter === 'đ') return '\u00f1';
  const [base, ...marks] = [...letter.normalize('NFD')] as [string, ...string[]];
  const tone = marks.find((mark) => mark in VNI_TONES) ?? '';
  const shape = marks.find((mark) => !(mark in VNI_TONES));
  if (shape === '\u0302') return base + String.fromCharCode(VNI_CIRCUMFLEX[tone]!);
  if (shape === '\u0306') return base + String.fromCharCode(VNI_BREVE[tone]!);
  if (base === 'i') return String.fromCharCode(VNI_I[tone]!);
  if (base === 'y' && tone === '\u0323') return '\u00ee';
  const horned = shape === '\u031b' ? (base === 'o' ? '\u00f4' : '\u00f6') : base;
  return horned + (tone === '' ? '' : String.fromCharCode(VNI_TONES[tone]!));
}

function replaceLetters(text: string, encode: (letter: string) => string): string {
  return [...text.normalize('NFC')]
    .map((letter) => (letter.charCodeAt(0) > 0x7f && /\p{L}/u.test(letter) ? encode(letter) : letter))
    .join('');
}
