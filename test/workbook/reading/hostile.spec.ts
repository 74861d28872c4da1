import { constants, createDeflateRaw, crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_READING_LIMITS } from '../../../src/workbook/reading/limits.js';
import { MAIN, rawParts, rawWorkbook, rawZip, STYLES, type RawEntry } from '../../support/raw-xlsx.js';
import { bytesOf, outcomeOf, read, refusalOf } from './support.js';

const MEBIBYTE = 1024 * 1024;
const HEAD = `<worksheet xmlns="${MAIN}"><sheetData>`;
const ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>';

interface Bomb {
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
}

/** Deflates `head`, then `unit` until `bytes` are reached, then `tail`, without ever holding them. */
async function inflateLater(head: string, unit: string, bytes: number, tail = ''): Promise<Bomb> {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  const block = Buffer.from(unit.repeat(Math.ceil(MEBIBYTE / unit.length)));
  let size = 0;
  let crc = 0;
  const write = async (data: Buffer) => {
    size += data.length;
    crc = crc32(data, crc);
    if (!deflate.write(data)) await new Promise((resolve) => deflate.once('drain', resolve));
  };
  await write(Buffer.from(head));
  while (size < bytes) await write(block);
  await write(Buffer.from(tail));
  deflate.end();
  await new Promise((resolve) => deflate.once('end', resolve));
  return { packed: Buffer.concat(chunks), size, crc };
}

/** A workbook whose part of this name is the bomb; the directory may lie about its size. */
function withBomb(name: string, bomb: Bomb, claimedSize = bomb.size): Buffer {
  const parts = rawParts({ sheets: [{ rows: ONE_CELL }], styles: STYLES, strings: '<si/>' });
  const entries: RawEntry[] = [...parts]
    .filter(([part]) => part !== name)
    .map(([part, data]) => ({ name: part, data }));
  return rawZip([...entries, { name, data: '', packed: bomb.packed, claimedSize, claimedCrc: bomb.crc }]);
}

/** Refused or read within two seconds of processor time: a bound that a hostile file breaks by far, and a slow machine does not. */
function quickly<T>(run: () => T): T {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(4);
  return result;
}

describe('archives that inflate without end', () => {
  let blanks: Bomb;
  beforeAll(async () => {
    blanks = await inflateLater(HEAD, ' ', 400 * MEBIBYTE);
  });

  it('a sheet of blanks', () => {
    expect(quickly(() => refusalOf(withBomb('xl/worksheets/sheet1.xml', blanks)))?.code).toBe(
      'workbook.inflates-too-far',
    );
  });

  it('the same with a directory that lies', () => {
    expect(quickly(() => refusalOf(withBomb('xl/worksheets/sheet1.xml', blanks, MEBIBYTE)))?.code).toBe(
      'workbook.damaged',
    );
  });

  it('in a part that is never read: the workbook is', () => {
    expect(quickly(() => outcomeOf(withBomb('xl/media/image1.png', blanks)))).toMatchObject({
      sheets: [{ rows: [{ values: [1] }] }],
    });
  });

  it('strings without end', async () => {
    const bomb = await inflateLater(`<sst xmlns="${MAIN}">`, '<si/>', 64 * MEBIBYTE, '</sst>');
    expect(quickly(() => refusalOf(withBomb('xl/sharedStrings.xml', bomb)))?.code).toBe('workbook.inflates-too-far');
  });

  it.each([
    ['cells of one row', `${HEAD}<row r="1">`, '<c r="A1"/>', 'workbook.xml-too-long'],
    ['rows', HEAD, '<row r="1"><c r="A1"><v>1</v></c></row>', 'workbook.too-many'],
    ['empty elements', HEAD, '<row r="1" hidden="1"/>', 'workbook.too-many'],
  ])('%s without end, under the limit of bytes', async (_, head, unit, code) => {
    const bomb = await inflateLater(head, unit, 15 * MEBIBYTE);
    expect(quickly(() => refusalOf(withBomb('xl/worksheets/sheet1.xml', bomb)))?.code).toBe(code);
  });

  it('many entries over one part', () => {
    const entries: RawEntry[] = [...rawParts({ sheets: [{ rows: ONE_CELL }] })].map(([name, data]) => ({ name, data }));
    const more = Array.from({ length: 40 }, (_, index) => ({
      name: `xl/worksheets/s${index}.xml`,
      data: '',
      sameDataAs: 4,
    }));
    expect(refusalOf(rawZip([...entries, ...more]))?.code).toBe('workbook.damaged');
  });

  it('more entries than any workbook has', () => {
    const entries = Array.from({ length: 1001 }, (_, index) => ({ name: `x${index}`, data: '' }));
    expect(refusalOf(rawZip(entries))?.code).toBe('workbook.too-many-entries');
  });

  it('more bytes together than allowed', () => {
    const bytes = rawWorkbook({ sheets: [{ rows: ONE_CELL }, { rows: ONE_CELL }] });
    expect(refusalOf(bytes, { totalBytes: 1_500 })?.code).toBe('workbook.inflates-too-far');
  });
});

describe('small files that cost other readers gigabytes', () => {
  it.each([
    ['a merge over the whole sheet', { after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }],
    [
      '20.000 merges over the same cells',
      { after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000)}</mergeCells>` },
    ],
    ['a column definition without end', { before: '<cols><col min="1" max="2000000000"/></cols>' }],
    [
      'a validation over a million rows',
      { after: '<dataValidations><dataValidation sqref="A1:Z1048576"/></dataValidations>' },
    ],
    ['a dimension of the whole sheet', { before: '<dimension ref="A1:XFD1048576"/>' }],
  ])('%s', (_, sheet) => {
    const workbook = quickly(() => read(bytesOf({ rows: ONE_CELL, sheet })));
    expect(workbook.sheets[0]!.rows).toMatchObject([{ row: 1, columns: [1], values: [1] }]);
  });

  it('a number format of 50.000 brackets', () => {
    const styles = `<numFmts><numFmt numFmtId="170" formatCode="${'['.repeat(50_000)}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`;
    expect(refusalOf(bytesOf({ rows: ONE_CELL, styles }))?.code).toBe('workbook.format-too-long');
  });

  it('cells at both ends of the sheet', () => {
    const rows = `${ONE_CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
    expect(refusalOf(bytesOf({ rows }))).toMatchObject({ code: 'sheet.too-many-columns', cell: 'XFD1048576' });
    expect(read(bytesOf({ rows: rows.replace('XFD', 'B') })).sheets[0]!.rows.map((row) => row.row)).toEqual([
      1, 1048576,
    ]);
  });

  it('empty formatted cells out to the last column are no content', () => {
    expect(
      read(bytesOf({ rows: '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>' })).sheets[0]!.rows[0]!.columns,
    ).toEqual([1]);
  });

  it('a million empty rows', () => {
    const empty = Array.from({ length: 200_000 }, (_, index) => `<row r="${index + 2}"/>`).join('');
    expect(quickly(() => read(bytesOf({ rows: ONE_CELL + empty }))).sheets[0]!.rows).toHaveLength(1);
  });
});

describe('XML that attacks', () => {
  const LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
  const parts = (name: string, xml: string) =>
    rawWorkbook({ sheets: [{ rows: ONE_CELL }], styles: STYLES, strings: '<si/>', parts: { [name]: xml } });

  it.each([
    [
      'xl/worksheets/sheet1.xml',
      `${LAUGHS}${HEAD}<row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>`,
    ],
    ['xl/sharedStrings.xml', `${LAUGHS}<sst xmlns="${MAIN}"><si><t>&b;</t></si></sst>`],
    ['xl/styles.xml', `<!DOCTYPE x SYSTEM "file:///etc/passwd"><styleSheet xmlns="${MAIN}"/>`],
    ['xl/workbook.xml', `<!DOCTYPE x SYSTEM "http://127.0.0.1/x"><workbook xmlns="${MAIN}"/>`],
    ['_rels/.rels', '<!DOCTYPE x><Relationships/>'],
  ])('a document type in %s', (name, xml) => {
    expect(refusalOf(parts(name, xml))?.code).toBe('workbook.doctype');
  });

  it.each(['&b;', '&#0;', '&#xFFFF;', '&', '&amp'])('the reference %s', (reference) => {
    const rows = `<row r="1"><c r="A1" t="str"><v>a${reference}</v></c></row>`;
    expect(refusalOf(bytesOf({ rows }))?.code).toBe('workbook.xml');
  });

  it.each(['\u0001', '\ufffe'])('a character that XML forbids', (character) => {
    expect(refusalOf(bytesOf({ rows: `<row r="1"><c r="A1" t="str"><v>a${character}</v></c></row>` }))?.code).toBe(
      'workbook.xml',
    );
  });

  it('nesting without end', () => {
    expect(refusalOf(bytesOf({ rows: ONE_CELL, sheet: { after: '<a>'.repeat(100_000) } }))?.code).toBe(
      'workbook.xml-depth',
    );
  });

  it('attributes without end', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ` a${index}="1"`).join('');
    expect(refusalOf(bytesOf({ rows: ONE_CELL, sheet: { after: `<pageMargins${many}/>` } }))?.code).toBe(
      'workbook.structure',
    );
  });

  it('two tables of rows in one sheet', () => {
    expect(refusalOf(bytesOf({ rows: ONE_CELL, sheet: { after: '<sheetData/>' } }))?.code).toBe('workbook.structure');
  });
});

describe('limits are counted on both readers', () => {
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, index) =>
        `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c><c r="C${index + 1}" t="str"><v>abcdef</v></c></row>`,
    ).join('');
  const strings = '<si><t>một</t></si><si><t>hai</t></si>';

  it.each([
    ['fileBytes', 100, 'workbook.too-large'],
    ['partBytes', 400, 'workbook.inflates-too-far'],
    ['rows', 4, 'workbook.too-many'],
    ['columns', 2, 'sheet.too-many-columns'],
    ['cells', 9, 'workbook.too-many'],
    ['merges', 1, 'workbook.too-many'],
    ['sharedStrings', 1, 'workbook.too-many'],
    ['sharedStringCharacters', 5, 'workbook.too-many'],
    ['textCharacters', 5, 'sheet.text-too-long'],
    ['rowXmlBytes', 40, 'workbook.xml-too-long'],
    ['cellFormats', 5, 'workbook.too-many'],
    ['sheets', 0, 'workbook.too-many'],
    ['xmlDepth', 3, 'workbook.xml-depth'],
  ])('%s', (limit, value, code) => {
    const example = {
      rows: rows(5),
      strings,
      sheet: { after: '<mergeCells><mergeCell ref="E1:F2"/><mergeCell ref="E3:F4"/></mergeCells>' },
    };
    expect(outcomeOf(bytesOf(example))).toMatchObject({ sheets: [{}] });
    for (const byParser of limit === 'xmlDepth' ? [true] : [false, true]) {
      expect([byParser, refusalOf(bytesOf(example, byParser), { [limit]: value })?.code]).toEqual([byParser, code]);
    }
  });

  it('a text of exactly the longest length is read', () => {
    const text = 'ư'.repeat(DEFAULT_READING_LIMITS.textCharacters);
    const inline = (content: string) =>
      bytesOf({ rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>${content}</t></is></c></row>` });
    expect(read(inline(text)).sheets[0]!.rows[0]!.values).toEqual([text]);
    expect(refusalOf(inline(`${text}x`))?.code).toBe('sheet.text-too-long');
  });

  it('one string of too much XML', () => {
    const runs = '<r><rPr><b/></rPr><t>x</t></r>'.repeat(12_000);
    for (const comment of ['', '<!-- -->']) {
      expect(refusalOf(bytesOf({ rows: ONE_CELL, strings: `<si>${runs}${comment}</si>` }))?.code).toBe(
        'workbook.xml-too-long',
      );
    }
  });
});
