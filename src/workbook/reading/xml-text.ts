/** `_x000D_` stands for a character that XML 1.0 cannot carry (ECMA-376 part 1, 22.9.2.19 ST_Xstring); `_x005F_` escapes the underscore. */
const ESCAPED_CHARACTER = /_x([0-9A-Fa-f]{4})_/g;

/** Text of a cell as people see it: `_xHHHH_` decoded, Unicode NFC. */
export function toCellText(raw: string): string {
  const text = raw.includes('_x') ? raw.replace(ESCAPED_CHARACTER, (_, hex: string) => fromHex(hex)) : raw;
  return text.normalize('NFC');
}

function fromHex(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Decodes the references every XML document knows; null where there is another one, or one that names no character. */
export function decodeReferences(raw: string): string | null {
  let text = '';
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
    const end = raw.indexOf(';', at);
    const character = end < 0 ? undefined : characterOf(raw.slice(at + 1, end));
    if (character === undefined) return null;
    text += raw.slice(from, at) + character;
    from = end + 1;
  }
  return text + raw.slice(from);
}

function characterOf(name: string): string | undefined {
  if (name.charCodeAt(0) !== 0x23) return NAMED.get(name);
  const isHex = name.charCodeAt(1) === 0x78;
  const digits = name.slice(isHex ? 2 : 1);
  if (!(isHex ? /^[0-9A-Fa-f]{1,6}$/ : /^[0-9]{1,7}$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, isHex ? 16 : 10);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0, production 2 (Char). */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
