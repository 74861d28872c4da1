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
const AMPERSAND = 0x26;
const BRACKET = 0x5d;
const CARRIAGE_RETURN = 0x0d;
const LOWER_A = 0x61;
const LOWER_Z = 0x7a;
const UPPER_A = 0x41;

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
    let hasReference = false;
    let hasReturn = false;
    for (let byte = bytes[at]; byte !== LT; byte = bytes[++at]) {
      if (byte === undefined) this.unfamiliar();
      all |= byte;
      if (byte === AMPERSAND) hasReference = true;
      else if (byte < 0x20) {
        if (!isSpace(byte)) this.unfamiliar();
        if (byte === CARRIAGE_RETURN) hasReturn = true;
      } else if (byte === GT && bytes[at - 1] === BRACKET) this.unfamiliar();
      else if (byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2]! >= 0xbe) this.unfamiliar();
    }
    this.position = at;
    if (all < 0x80 && !hasReference && !hasReturn) return decodeAscii(bytes.toString('latin1', start, at));
    return this.decode(all < 0x80 ? bytes.toString('latin1', start, at) : bytes.toString('utf8', start, at), hasReturn);
  }

  private decode(raw: string, hasReturn: boolean): string {
    // XML 1.0, 2.11: a parser hands on every line end as one line feed
    const decoded = decodeReferences(hasReturn ? raw.replace(/\r\n?/g, '\n') : raw);
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

function decodeAscii(text: string): string {
  return text.includes('_x') ? toCellText(text) : text;
}

export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

function isNameStart(byte: number): boolean {
  return (byte >= LOWER_A && byte <= LOWER_Z) || (byte >= UPPER_A && byte <= 0x5a);
}
