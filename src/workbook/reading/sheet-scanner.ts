import { AMPERSAND, ByteScanner, EQUALS, GT, isSpace, LT, QUOTE, SLASH } from './byte-scanner.js';
import { isCellType, type CellType, type CellValues } from './cell-values.js';
import * as say from './messages.js';
import { parseRowTag, type RowTag } from './row-tag.js';
import { LAST_COLUMN, LAST_ROW, type SheetBuilder } from './sheet-builder.js';

const LOWER_C = 0x63;
const LOWER_F = 0x66;
const LOWER_I = 0x69;
const LOWER_R = 0x72;
const LOWER_S = 0x73;
const LOWER_T = 0x74;
const LOWER_V = 0x76;
const LOWER_N = 0x6e;
const DOT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;
/** significant digits that a double always holds */
const EXACT_DIGITS = 15;
/** largest power of ten that a double holds exactly */
const EXACT_POWERS = 22;
const POWERS_OF_TEN = Array.from({ length: EXACT_POWERS + 1 }, (_, exponent) => Number(`1e${exponent}`));
const MAX_ROW_TAG = 400;
const KEPT_ROW_TAGS = 2_000;

/** Reads the content of `<sheetData>` as spreadsheet programs write it. Throws `Unfamiliar` on anything else. */
export class SheetScanner extends ByteScanner {
  private readonly rowTags = new Map<string, RowTag>();
  private row = 0;
  private column = 0;
  private format = 0;
  private type: CellType = 'n';

  constructor(
    bytes: Buffer,
    position: number,
    private readonly values: CellValues,
    private readonly builder: SheetBuilder,
  ) {
    super(bytes, position, values.limits);
  }

  /** Reads up to `</sheetData>`; `at` is then there. */
  scan(): void {
    for (;;) {
      this.toTag();
      if (this.seesTag('<row')) this.readRow();
      else if (this.sees('</sheetData>')) return;
      else this.unfamiliar();
    }
  }

  private readRow(): void {
    const end = this.position + this.limits.rowXmlBytes;
    const isEmpty = this.readRowTag();
    while (!isEmpty) {
      this.toTag();
      if (this.bytes[this.position + 1] === LOWER_C) this.readCell();
      else {
        this.expect('</row>');
        break;
      }
      if (this.position > end) {
        throw say.xmlTooLong(`Dòng ${this.row}`, this.limits.rowXmlBytes, { row: this.row });
      }
    }
    this.builder.endRow();
  }

  /** Reads `<row …>`; true where it was `<row …/>`. Most rows repeat the attributes of another: those are read once. */
  private readRowTag(): boolean {
    this.position += '<row'.length;
    if (!this.sees(' r="')) this.unfamiliar();
    this.position += ' r="'.length;
    const row = this.readIndex(QUOTE);
    if (row < 1 || row > LAST_ROW) this.unfamiliar();
    const end = this.bytes.indexOf(GT, this.position);
    if (end < 0 || end - this.position > MAX_ROW_TAG) this.unfamiliar();
    const tag = this.bytes.toString('latin1', this.position, end);
    this.position = end + 1;
    const { hidden, outlineLevel, isEmpty } = this.rowTags.get(tag) ?? this.rememberRowTag(tag);
    this.row = row;
    this.builder.beginRow(row, hidden, outlineLevel);
    return isEmpty;
  }

  private rememberRowTag(tag: string): RowTag {
    const read = parseRowTag(tag) ?? this.unfamiliar();
    if (this.rowTags.size < KEPT_ROW_TAGS) this.rowTags.set(tag, read);
    return read;
  }

  private readCell(): void {
    this.builder.count();
    if (this.readCellTag()) return;
    const bytes = this.bytes;
    let formula: string | null = null;
    for (;;) {
      this.toTag();
      const next = bytes[this.position + 1];
      if (next === LOWER_V) this.readValue(formula);
      else if (next === LOWER_F && formula === null) formula = this.readFormula();
      else if (next === LOWER_I) this.readInline(formula);
      else if (next === SLASH) {
        this.expect('</c>');
        if (formula !== null) this.builder.add(this.column, this.format, { uncachedFormula: formula }, true);
        return;
      } else this.unfamiliar();
      if (next !== LOWER_F) return this.expectEnd(LOWER_C);
    }
  }

  /** Reads `<c r="B7" s="3" t="s">`; true where the cell ends with it. Bits of `seen` refuse a repeated attribute. */
  private readCellTag(): boolean {
    const bytes = this.bytes;
    let seen = 0;
    this.format = 0;
    this.type = 'n';
    this.position += 2;
    for (;;) {
      const byte = bytes[this.position++]!;
      if (byte === GT || byte === SLASH) {
        if (byte === SLASH && bytes[this.position++] !== GT) this.unfamiliar();
        if (!(seen & 1)) this.unfamiliar();
        return byte === SLASH;
      }
      if (!isSpace(byte)) this.unfamiliar();
      const name = bytes[this.position]!;
      if (isSpace(name) || name === GT || name === SLASH) continue;
      if (bytes[this.position + 1] !== EQUALS || bytes[this.position + 2] !== QUOTE) {
        this.skipForeignAttribute();
        continue;
      }
      const bit = name === LOWER_R ? 1 : name === LOWER_S ? 2 : name === LOWER_T ? 4 : 8;
      if (bit === 8 || seen & bit) this.unfamiliar();
      seen |= bit;
      this.position += 3;
      if (bit === 1) this.readReference();
      else if (bit === 2) this.format = this.readIndex(QUOTE);
      else this.readType();
    }
  }

  /** `cm`, `vm`, `ph`: nothing a plain cell needs. */
  private skipForeignAttribute(): void {
    const end = this.bytes.indexOf(QUOTE, this.position);
    if (end < 0 || end - this.position > 40) this.unfamiliar();
    if (!/^(cm|vm|ph)=$/.test(this.bytes.toString('latin1', this.position, end))) this.unfamiliar();
    this.position = this.bytes.indexOf(QUOTE, end + 1) + 1;
    if (this.position === 0 || this.bytes.subarray(end, this.position).includes(LT)) this.unfamiliar();
  }

  /** Reads `B7"`; the row must be the one of the `<row>`. */
  private readReference(): void {
    const bytes = this.bytes;
    let at = this.position;
    let column = 0;
    for (let letter = bytes[at]! - 0x40; letter >= 1 && letter <= 26; letter = bytes[++at]! - 0x40) {
      column = column * 26 + letter;
      if (column > LAST_COLUMN) this.unfamiliar();
    }
    this.position = at;
    if (column === 0 || bytes[at] === ZERO || this.readIndex(QUOTE) !== this.row) this.unfamiliar();
    this.column = column;
  }

  /** Reads up to nine digits and the byte that ends them. */
  private readIndex(end: number): number {
    const bytes = this.bytes;
    const start = this.position;
    let at = start;
    let index = 0;
    for (let digit = bytes[at]! - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at]! - ZERO) {
      index = index * 10 + digit;
    }
    if (at === start || at - start > 9 || bytes[at] !== end) this.unfamiliar();
    this.position = at + 1;
    return index;
  }

  private readType(): void {
    const bytes = this.bytes;
    const first = bytes[this.position];
    if (bytes[this.position + 1] === QUOTE && (first === LOWER_S || first === LOWER_N)) {
      this.type = first === LOWER_S ? 's' : 'n';
      this.position += 2;
      return;
    }
    const end = bytes.indexOf(QUOTE, this.position);
    if (end < 0 || end - this.position > 12) this.unfamiliar();
    const type = bytes.toString('latin1', this.position, end);
    if (!isCellType(type)) this.unfamiliar();
    this.type = type;
    this.position = end + 1;
  }

  /** Text of `<f>` where it is to be shown: only that of a formula without a result. Else empty. */
  private readFormula(): string {
    if (!this.seesTag('<f')) this.unfamiliar();
    if (this.skipTag()) return '';
    const start = this.position;
    const isPlain = this.skipPlainText();
    const end = this.position;
    this.expectEnd(LOWER_F);
    if (isPlain && this.sees('<v>') && this.bytes[this.position + 3] !== LT) return '';
    return this.formulaText(start, end);
  }

  /** Moves to the next `<`; true where the text before it needs no decoding and no further look. */
  private skipPlainText(): boolean {
    const bytes = this.bytes;
    let at = this.position;
    let isPlain = true;
    for (let byte = bytes[at]; byte !== LT; byte = bytes[++at]) {
      if (byte === undefined) this.unfamiliar();
      if (byte < 0x20 || byte === AMPERSAND || byte === GT) isPlain = false;
    }
    this.position = at;
    return isPlain;
  }

  private formulaText(start: number, end: number): string {
    const behind = this.position;
    this.position = start;
    const text = this.text();
    if (this.position !== end) this.unfamiliar();
    this.position = behind;
    return text;
  }

  private readInline(formula: string | null): void {
    if (this.type !== 'inlineStr') this.unfamiliar();
    this.expect('<is>');
    const text = this.values.text(this.stringItem('</is>'), this.place());
    if (text !== null) this.builder.add(this.column, this.format, text, formula !== null);
  }

  private readValue(formula: string | null): void {
    if (this.sees('<v/>')) this.position += 4;
    else {
      this.expect('<v>');
      if (this.type === 's') return this.readSharedString(formula);
      if (this.type === 'n' && this.readNumber(formula)) return;
      this.readTyped(formula, this.text());
      this.expectEnd(LOWER_V);
      return;
    }
    this.readTyped(formula, '');
  }

  private readSharedString(formula: string | null): void {
    const text = this.values.sharedString(this.readIndex(LT), this.place());
    this.position--;
    this.expectEnd(LOWER_V);
    if (text !== '') this.builder.add(this.column, this.format, text, formula !== null);
  }

  /** Reads a plain decimal; false, with nothing read, where the number is written otherwise. */
  private readNumber(formula: string | null): boolean {
    const bytes = this.bytes;
    let at = this.position;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    const start = at;
    let digits = 0;
    let significant = 0;
    let dot = -1;
    for (let byte = bytes[at]!; byte !== LT; byte = bytes[++at]!) {
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        if (digits !== 0) significant++;
      } else if (byte === DOT && dot < 0) dot = at;
      else return false;
    }
    const decimals = dot < 0 ? 0 : at - dot - 1;
    const hasDigit = at - start > (dot < 0 ? 0 : 1);
    if (!hasDigit) return false;
    if (significant > EXACT_DIGITS) return this.readLongNumber(at, formula);
    if (decimals > EXACT_POWERS) return false;
    // exact: the digits are below 2^53, the power of ten is exact, and IEEE division rounds correctly
    const size = digits / POWERS_OF_TEN[decimals]!;
    this.position = at;
    this.expectEnd(LOWER_V);
    this.addNumber(isNegative && size !== 0 ? -size : size, formula);
    return true;
  }

  /** The same for more digits than a double holds: their text is the value, unless it is a day or ends with zeros. */
  private readLongNumber(end: number, formula: string | null): boolean {
    const last = this.bytes[end - 1]!;
    if (last === ZERO || last === DOT || this.values.isDay(this.format, this.row, this.column)) return false;
    const digits = this.bytes.toString('latin1', this.position, end);
    this.position = end;
    this.expectEnd(LOWER_V);
    this.builder.add(this.column, this.format, { digits }, formula !== null);
    return true;
  }

  private addNumber(number: number, formula: string | null): void {
    const isDay = this.values.isDay(this.format, this.row, this.column);
    this.builder.add(this.column, this.format, isDay ? this.values.day(number) : number, formula !== null);
  }

  private readTyped(formula: string | null, value: string): void {
    const { row, column, type, format } = this;
    const isText = type === 'str' || type === 'inlineStr';
    const result = isText
      ? this.values.text(value, this.place())
      : this.values.of({ row, column, type, format, formula, value, inline: null });
    if (result !== null) this.builder.add(column, format, result, formula !== null);
  }

  private place(): { row: number; column: number } {
    return { row: this.row, column: this.column };
  }
}
