import type { ExpectedTable } from './expected.js';
import { unzip } from './zip.js';

/** What the XML of a sheet says, read by regular expressions: a second opinion that shares no line with the program's reader. */

export interface XmlCell {
  readonly text: string;
  readonly isText: boolean;
}

/** Cells of a sheet by address. Knows shared and inline strings; formulas give their cached result. */
export function xmlCells(bytes: Uint8Array, sheet: string): Map<string, XmlCell> {
  const parts = new Map([...unzip(bytes)].map(([name, content]) => [name, content.toString('utf8')]));
  const strings = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>|<si\/>/g)].map((match) =>
    textsOf(match[1] ?? ''),
  );
  const cells = new Map<string, XmlCell>();
  for (const [, attributes, content] of sheetXml(parts, sheet).matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const address = /r="([A-Z]+\d+)"/.exec(attributes!)![1]!;
    const type = /t="(\w+)"/.exec(attributes!)?.[1];
    const value = /<v[^>]*>([\s\S]*?)<\/v>/.exec(content ?? '')?.[1];
    if (type === 'inlineStr') cells.set(address, { text: textsOf(content!), isText: true });
    else if (value !== undefined) {
      cells.set(address, {
        text: type === 's' ? strings[Number(value)]! : unescape(value),
        isText: type === 's' || type === 'str',
      });
    }
  }
  return cells;
}

/** Sum of the project rows of a money column in đồng; texts by the grammar in which the table is typed. */
export function xmlSum(cells: ReadonlyMap<string, XmlCell>, table: ExpectedTable, letter: string): bigint {
  return table.projects.reduce((sum, project) => sum + xmlVnd(cells.get(`${letter}${project.row}`), table, letter), 0n);
}

function xmlVnd(cell: XmlCell | undefined, table: ExpectedTable, letter: string): bigint {
  if (cell === undefined || cell.text.trim() === '-') return 0n;
  const typed = cell.text.replace(/ triệu đồng$/u, '').replace(/^\((.*)\)$/u, '-$1');
  const plain = !cell.isText
    ? cell.text
    : table.numbers === 'us'
      ? typed.replaceAll(',', '')
      : typed.replaceAll('.', '').replace(',', '.');
  return decimalTimes(plain, BigInt(table.columns[letter]?.vndPerUnit ?? table.vndPerUnit!));
}

/** Decimal text times a unit, to the nearest whole. */
function decimalTimes(text: string, unit: bigint): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`no number: ${text}`);
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const power = Number(exponent) - fraction.length;
  const scaled = BigInt(whole! + fraction) * unit * (power > 0 ? 10n ** BigInt(power) : 1n);
  const divisor = power < 0 ? 10n ** BigInt(-power) : 1n;
  const rounded = (scaled * 2n + divisor) / (divisor * 2n);
  return sign === '-' ? -rounded : rounded;
}

function sheetXml(parts: ReadonlyMap<string, string>, sheet: string): string {
  const id = [...parts.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*>/g)]
    .map(([tag]) => ({ name: unescape(/name="([^"]*)"/.exec(tag)![1]!), id: /r:id="([^"]*)"/.exec(tag)![1]! }))
    .find((entry) => entry.name === sheet)!.id;
  const relation = [...parts.get('xl/_rels/workbook.xml.rels')!.matchAll(/<Relationship [^>]*>/g)].find(([tag]) =>
    tag.includes(`Id="${id}"`),
  )![0];
  const target = /Target="([^"]*)"/.exec(relation)![1]!;
  return parts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)!;
}

function textsOf(xml: string): string {
  return [...xml.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map((match) => unescape(match[1]!)).join('');
}

function unescape(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&amp;/g, '&');
}
