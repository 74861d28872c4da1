import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import { decodeReferences, toCellText } from './xml-text.js';

/** The scanner met XML it does not know; the same part is then read by the XML parser. Never reaches a caller of the room. */
export class Unfamiliar extends Error {}

export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
export const QUOTE = 0x22;
export const EQUALS = 0x3d;
const APOSTROPHE = 0x27;
export const AMPERSAND = 0x26;
const BRACKET = 0x5d;
const CARRIAGE_RETURN = 0x0d;
const LOWER_A = 0x61;
const LOWER_Z = 0x7a;
const UPPER_A = 0x41;
const UNDERSCORE = 0x5f;
/** first UTF-8 lead byte of U+0300 and above, where combining marks begin */
const FIRST_UNSTABLE_LEAD = 0xcc;

/** Reads well-known UTF-8 XML byte by byte. The bytes must have been checked to be UTF-8. Throws `Unfamiliar` on anything else. */
export class ByteScanner {
  constructor(
    protected readonly bytes: Buffer,
    protected position: number,
    protected readonly limits: ReadingLimits,
  ) {}

  get at(): number {
    return this.position;
  }

  protected unfamiliar(): never {
    throw new Unfamiliar(`unfamiliar XML at byte ${this.position}`);
  }

  /** Moves to the next `<`; only white space may stand before it. */
  protected toTag(): void {
    const bytes = this.bytes;
    let at = this.position;
    while (isSpace(bytes[at]!)) at++;
    this.position = at;
    if (bytes[at] !== LT) this.unfamiliar();
  }

  /** Whether the ASCII text stands here. */
  protected sees(text: string): boolean {
    for (let index = 0; index < text.length; index++) {
      if (this.bytes[this.position + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  protected expect(text: string): void {
    if (!this.sees(text)) this.unfamiliar();
    this.position += text.length;
  }

  /** Moves behind `</x>`, for a name of one letter; the text may begin with white space. */
  protected expectEnd(letter: number): void {
    const bytes = this.bytes;
    let at = this.position;
    while (isSpace(bytes[at]!)) at++;
    if (bytes[at] !== LT || bytes[at + 1] !== SLASH || bytes[at + 2] !== letter || bytes[at + 3] !== GT) {
      this.unfamiliar();
    }
    this.position = at + 4;
  }

  /** Whether the tag `<name` begins here: the name must end after it. */
  protected seesTag(name: string): boolean {
    if (!this.sees(name)) return false;
    const next = this.bytes[this.position + name.length]!;
    return next === GT || next === SLASH || isSpace(next);
  }

  /** Moves behind the tag that begins here; true where it was `<…/>`. */
  protected skipTag(): boolean {
    const bytes = this.bytes;
    let at = this.position + 1;
    if (!isNameStart(bytes[at]!)) this.unfamiliar();
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === GT) {
        this.position = at + 1;
        return bytes[at - 1] === SLASH;
      }
      if (byte === LT) this.unfamiliar();
      if (byte === QUOTE || byte === APOSTROPHE) {
        at = bytes.indexOf(byte, at + 1);
        if (at < 0) this.unfamiliar();
      }
    }
    this.unfamiliar();
  }

  /** Moves behind the element that begins here, whatever tags and text it contains. */
  protected skipElement(closing: string): void {
    if (this.skipTag()) return;
    for (;;) {
      const next = this.bytes.indexOf(LT, this.position);
      if (next < 0) this.unfamiliar();
      this.position = next;
      if (this.sees(closing)) {
        this.position += closing.length;
        return;
      }
      if (this.bytes[next + 1] === SLASH) this.position = next + 2;
      else this.skipTag();
    }
  }

  /** Text up to the next `<`, references decoded, as a cell shows it. */
  protected text(): string {
    const bytes = this.bytes;
    const start = this.position;
    let at = start;
    let all = 0;
    let isPlain = true;
    for (let byte = bytes[at]; byte !== LT; byte = bytes[++at]) {
      if (byte === undefined) this.unfamiliar();
      all |= byte;
      if (byte === AMPERSAND || byte === UNDERSCORE) isPlain = false;
      else if (byte < 0x20) {
        if (!isSpace(byte)) this.unfamiliar();
        if (byte === CARRIAGE_RETURN) isPlain = false;
      } else if (byte >= FIRST_UNSTABLE_LEAD) isPlain &&= this.isComposed(byte, at);
      else if (byte === GT && bytes[at - 1] === BRACKET) this.unfamiliar();
    }
    this.position = at;
    const raw = bytes.toString(all < 0x80 ? 'latin1' : 'utf8', start, at);
    return isPlain ? raw : this.decode(raw);
  }

  /**
   * Whether the letter that begins here is known to be NFC as it stands: U+1E00-U+1EFF, which with the letters below U+0300
   * make up Vietnamese. Bytes that no XML text may hold (U+FFFE, U+FFFF) are left to the parser.
   */
  private isComposed(lead: number, at: number): boolean {
    const next = this.bytes[at + 1]!;
    if (lead === 0xef && next === 0xbf && this.bytes[at + 2]! >= 0xbe) this.unfamiliar();
    return lead === 0xe1 && next >= 0xb8 && next <= 0xbb;
  }

  private decode(raw: string): string {
    // XML 1.0, 2.11: a parser hands on every line end as one line feed
    const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
    const decoded = lines.includes('&') ? decodeReferences(lines) : lines;
    return decoded === null ? this.unfamiliar() : toCellText(decoded);
  }

  /**
   * Content of `<si>` or `<is>` up to and with its closing tag: runs joined, phonetic readings dropped.
   * The position is behind the opening tag.
   */
  protected stringItem(closing: string): string {
    const end = this.position + this.limits.stringXmlBytes;
    let text = '';
    let runs = 0;
    for (;;) {
      this.toTag();
      if (this.sees(closing)) break;
      if (this.seesTag('<t')) {
        text += this.textElement();
        runs++;
      } else if (this.sees('<r>')) this.position += 3;
      else if (this.sees('</r>')) this.position += 4;
      else if (this.seesTag('<rPr')) this.skipElement('</rPr>');
      else if (this.seesTag('<rPh')) this.skipElement('</rPh>');
      else if (this.seesTag('<phoneticPr')) this.skipElement('</phoneticPr>');
      else this.unfamiliar();
      if (this.position > end) throw say.xmlTooLong('Một ô chữ', this.limits.stringXmlBytes);
    }
    this.position += closing.length;
    if (runs > 1) text = text.normalize('NFC');
    if (text.length > this.limits.textCharacters) throw say.textTooLong(this.limits.textCharacters);
    return text;
  }

  private textElement(): string {
    if (this.skipTag()) return '';
    const text = this.text();
    this.expect('</t>');
    return text;
  }
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

function isNameStart(byte: number): boolean {
  return (byte >= LOWER_A && byte <= LOWER_Z) || (byte >= UPPER_A && byte <= 0x5a);
}
