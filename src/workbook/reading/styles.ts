import type { CellStyle } from '../cells.js';
import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import { builtInFormat, isDayFormat } from './number-format.js';
import { isTrue, MAIN_NAMESPACES, readXml, type XmlElement } from './xml-reader.js';

/** The cell formats of a workbook. */
export interface StyleTable {
  /** one object per distinct style; the first is the default one */
  readonly styles: CellStyle[];
  /** by cell format (`s` of a cell): index into `styles` */
  readonly styleOfFormat: Int32Array;
  /** by cell format: 1 where its numbers are days or times */
  readonly isDay: Uint8Array;
}

const PLAIN: CellStyle = { font: null, bold: false, italic: false, indent: 0, numberFormat: 'General' };

/** Of a workbook without a styles part: its cells may only carry format 0. */
export const NO_STYLES: StyleTable = {
  styles: [PLAIN],
  styleOfFormat: Int32Array.of(0),
  isDay: Uint8Array.of(0),
};

interface Font {
  name: string | null;
  bold: boolean;
  italic: boolean;
}
interface Format {
  font: number;
  numberFormat: number;
  indent: number;
}

/** Reads `xl/styles.xml`. Refuses number format codes longer than Excel allows and more cell formats than the limit. */
export function readStyles(bytes: Buffer, limits: ReadingLimits): StyleTable {
  const fonts: Font[] = [];
  const formats: Format[] = [];
  const codes = new Map<number, string>();
  const path: string[] = [];
  readXml({ part: 'xl/styles.xml', pieces: [bytes], root: 'styleSheet', namespaces: MAIN_NAMESPACES }, limits, {
    open(element) {
      path.length = element.depth - 1;
      path.push(element.name);
      const group = path[1];
      if (group === 'numFmts' && path.length === 3) addCode(codes, element, limits);
      else if (group === 'fonts') addFont(fonts, element);
      else if (group === 'cellXfs') addFormat(formats, element, limits);
    },
  });
  return formats.length === 0 ? NO_STYLES : tabulate(fonts, formats, codes);
}

function addCode(codes: Map<number, string>, element: XmlElement, limits: ReadingLimits): void {
  const code = element.attribute('formatCode') ?? 'General';
  if (code.length > limits.formatCodeCharacters) throw say.formatTooLong(code, limits.formatCodeCharacters);
  if (codes.size >= limits.cellFormats) throw say.tooMany('Số định dạng của sổ', codes.size + 1, limits.cellFormats);
  codes.set(Number(element.attribute('numFmtId')), code);
}

function addFont(fonts: Font[], element: XmlElement): void {
  if (element.depth === 3) fonts.push({ name: null, bold: false, italic: false });
  const font = fonts.at(-1);
  if (element.depth !== 4 || !font) return;
  if (element.name === 'name') font.name = element.attribute('val')?.normalize('NFC') ?? null;
  else if (element.name === 'b') font.bold = isOn(element);
  else if (element.name === 'i') font.italic = isOn(element);
}

/** `<b/>` is on, `<b val="0"/>` is off. */
function isOn(element: XmlElement): boolean {
  const value = element.attribute('val');
  return value === undefined || isTrue(value);
}

function addFormat(formats: Format[], element: XmlElement, limits: ReadingLimits): void {
  if (element.depth === 3) {
    if (formats.length >= limits.cellFormats) {
      throw say.tooMany('Số định dạng ô của sổ', formats.length + 1, limits.cellFormats);
    }
    formats.push({ font: count(element, 'fontId'), numberFormat: count(element, 'numFmtId'), indent: 0 });
  } else if (element.depth === 4 && element.name === 'alignment') {
    formats.at(-1)!.indent = count(element, 'indent');
  }
}

function count(element: XmlElement, name: string): number {
  const value = Number(element.attribute(name) ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function tabulate(fonts: Font[], formats: Format[], codes: Map<number, string>): StyleTable {
  const styles: CellStyle[] = [];
  const known = new Map<string, number>();
  const styleOfFormat = new Int32Array(formats.length);
  const isDay = new Uint8Array(formats.length);
  formats.forEach((format, index) => {
    const style = toStyle(format, fonts[format.font], codes);
    const key = JSON.stringify(style);
    let at = known.get(key);
    if (at === undefined) {
      at = styles.push(style) - 1;
      known.set(key, at);
    }
    styleOfFormat[index] = at;
    isDay[index] = isDayFormat(style.numberFormat) ? 1 : 0;
  });
  return { styles, styleOfFormat, isDay };
}

function toStyle(format: Format, font: Font | undefined, codes: Map<number, string>): CellStyle {
  return {
    font: font?.name ?? null,
    bold: font?.bold ?? false,
    italic: font?.italic ?? false,
    indent: format.indent,
    numberFormat: codes.get(format.numberFormat) ?? builtInFormat(format.numberFormat),
  };
}
