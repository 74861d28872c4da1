import { describe, expect, it } from '@jest/globals';
import {
  MAIN,
  rawParts,
  rawWorkbook,
  rawZip,
  relationsXml,
  RELATIONS,
  STYLES,
  sheetXml,
} from '../../support/raw-xlsx.js';
import { read, refusalOf, valuesOf } from './support.js';

const ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45838</v></c></row>';
const STRINGS = '<si><t>Mường La</t></si>';
const VALUES = { A1: 'Mường La', B1: { day: '2025-06-30' } };
const BOOK = { sheets: [{ name: 'Biểu 1', rows: ROWS }], strings: STRINGS, styles: STYLES };
const entries = () => [...rawParts(BOOK)].map(([name, data]) => ({ name, data }));

describe('packages of every writer', () => {
  it.each([
    ['deflated', rawWorkbook(BOOK)],
    ['stored', rawZip(entries().map((entry) => ({ ...entry, method: 0 })))],
    ['with data descriptors', rawZip(entries().map((entry) => ({ ...entry, dataDescriptor: true })))],
    [
      'zip64',
      rawZip(
        entries().map((entry) => ({ ...entry, zip64: true })),
        { zip64: true },
      ),
    ],
    ['with a comment', rawZip(entries(), { comment: 'Sở Kế hoạch PK\x05\x06' })],
    ['strings and styles first, workbook last', rawZip(entries().reverse())],
    ['backslashes in names', rawZip(entries().map((entry) => ({ ...entry, name: entry.name.replaceAll('/', '\\') })))],
    [
      'names in another case',
      rawZip(
        entries().map((entry) => ({ ...entry, name: entry.name.replace('sheet1', 'Sheet1').replace('xl/', 'XL/') })),
      ),
    ],
    ['folders listed', rawZip([{ name: 'xl/', data: '' }, ...entries()])],
    [
      'names that look dangerous',
      rawZip([...entries(), { name: '../../evil', data: 'x' }, { name: '__proto__', data: 'x' }]),
    ],
  ])('%s', (_, bytes) => {
    const workbook = read(bytes);
    expect(workbook.sheets).toMatchObject([{ name: 'Biểu 1', hidden: false }]);
    expect(valuesOf(workbook)).toEqual(VALUES);
  });

  it.each([
    ['absolute', '/xl/worksheets/sheet1.xml'],
    ['with dots', './foo/../worksheets/sheet1.xml'],
    ['with backslashes', 'worksheets\\sheet1.xml'],
  ])('%s targets', (_, target) => {
    const parts = {
      'xl/_rels/workbook.xml.rels': relationsXml([
        ['rId1', `${RELATIONS}/worksheet`, target],
        ['s', `${RELATIONS}/styles`, '/xl/styles.xml'],
        ['t', `${RELATIONS}/sharedStrings`, 'sharedStrings.xml'],
      ]),
    };
    expect(valuesOf(read(rawWorkbook({ ...BOOK, parts })))).toEqual(VALUES);
  });

  it('any part name, also percent-encoded in the relation', () => {
    const parts = {
      'xl/worksheets/sheet1.xml': null,
      'xl/trang tính.xml': sheetXml({ rows: ROWS }),
      'xl/_rels/workbook.xml.rels': relationsXml([
        ['rId1', `${RELATIONS}/worksheet`, 'trang%20t%C3%ADnh.xml'],
        ['s', `${RELATIONS}/styles`, 'styles.xml'],
        ['t', `${RELATIONS}/sharedStrings`, 'sharedStrings.xml'],
      ]),
    };
    expect(valuesOf(read(rawWorkbook({ ...BOOK, parts })))).toEqual(VALUES);
  });

  it('strict OOXML', () => {
    expect(valuesOf(read(rawWorkbook({ ...BOOK, strict: true })))).toEqual(VALUES);
  });

  it('prefixed XML', () => {
    const prefix = (xml: string) => xml.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replaceAll('xmlns=', 'xmlns:x=');
    const parts = Object.fromEntries(
      [...rawParts(BOOK)]
        .filter(([name]) => /sheet1|Strings|styles|workbook\.xml$/.test(name))
        .map(([name, xml]) => [name, prefix(xml as string)]),
    );
    expect(valuesOf(read(rawWorkbook({ ...BOOK, parts })))).toEqual(VALUES);
  });

  it.each(['utf16le', 'utf16be'])('%s parts', (encoding) => {
    const encode = (xml: string) => {
      const bytes = Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le');
      return encoding === 'utf16le' ? bytes : bytes.swap16();
    };
    const parts = Object.fromEntries(
      [...rawParts(BOOK)]
        .filter(([name]) => name.startsWith('xl/'))
        .map(([name, xml]) => [name, encode(xml as string)]),
    );
    expect(valuesOf(read(rawWorkbook({ ...BOOK, parts })))).toEqual(VALUES);
  });

  it('a byte order mark, comments, and elements of other vocabularies', () => {
    const xml = `\ufeff<?xml version='1.0' encoding='utf-8'?><!-- a --><worksheet xmlns="${MAIN}" xmlns:o="urn:o"><o:row r="1"><o:c r="A1"><v>9</v></o:c></o:row><sheetData>${ROWS}</sheetData></worksheet>`;
    expect(valuesOf(read(rawWorkbook({ ...BOOK, sheets: [{ xml }] })))).toEqual(VALUES);
  });

  it('sheets: names of any length, hidden ones, chart sheets left out', () => {
    const sheets = [
      { name: 'Tổng hợp kế hoạch vốn đầu tư công năm 2025 &amp; "kéo dài"'.replaceAll('"', '&quot;'), rows: ROWS },
      { name: 'Ẩn', state: 'hidden', rows: ROWS },
      { name: 'Rất ẩn', state: 'veryHidden', rows: '' },
      { name: 'Biểu đồ', kind: 'chartsheet', xml: '<chartsheet/>' },
    ];
    expect(read(rawWorkbook({ ...BOOK, sheets })).sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Tổng hợp kế hoạch vốn đầu tư công năm 2025 & "kéo dài"', false],
      ['Ẩn', true],
      ['Rất ẩn', true],
    ]);
  });

  it('lists external links', () => {
    const relations = `<Relationship Id="x" Type="${RELATIONS}/externalLink" Target="externalLinks/externalLink1.xml"/>`;
    const link = `<Relationship Id="rId1" Type="${RELATIONS}/externalLinkPath" Target="file:///D:/K%E1%BA%BF%20ho%E1%BA%A1ch.xlsx" TargetMode="External"/>`;
    const parts = {
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
      'xl/externalLinks/_rels/externalLink1.xml.rels': relationsXml([], link),
    };
    expect(read(rawWorkbook({ ...BOOK, relations, parts })).externalLinks).toEqual(['file:///D:/Kế hoạch.xlsx']);
  });
});

describe('files that are no readable workbook', () => {
  const compound = (stream: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(stream, 'utf16le')]);
  const parts = (names: Record<string, string>) =>
    rawZip(Object.entries(names).map(([name, data]) => ({ name, data })));
  const good = rawWorkbook(BOOK);

  it.each([
    ['empty', Buffer.alloc(0), 'workbook.empty-file'],
    ['.xls', compound('Workbook'), 'workbook.old-excel'],
    ['.xls of Excel 5', compound('Book'), 'workbook.old-excel'],
    ['.xls of Excel 4', Buffer.from('09040600000010000000', 'hex'), 'workbook.old-excel'],
    ['password', compound('EncryptedPackage'), 'workbook.password'],
    ['.doc', compound('WordDocument'), 'workbook.not-excel'],
    [
      '.ods',
      parts({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
      'workbook.open-document',
    ],
    [
      '.odt',
      parts({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
      'workbook.not-excel',
    ],
    ['.xlsb', parts({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }), 'workbook.binary'],
    ['.xlsm', rawWorkbook({ ...BOOK, parts: { 'xl/vbaProject.bin': 'x' } }), 'workbook.macros'],
    ['.docx', parts({ '[Content_Types].xml': '', 'word/document.xml': '' }), 'workbook.not-excel'],
    ['.pptx', parts({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' }), 'workbook.not-excel'],
    ['.zip', parts({ 'a.txt': 'x' }), 'workbook.not-excel'],
    ['.csv', Buffer.from('STT,Tên dự án\n1,Đường\n'), 'workbook.text'],
    ['.txt in UTF-16', Buffer.from('\ufeffSTT\tTên', 'utf16le'), 'workbook.text'],
    ['HTML named .xls', Buffer.from('\n<html><table/></html>'), 'workbook.markup'],
    ['XML Spreadsheet 2003', Buffer.from('\ufeff<?xml version="1.0"?><Workbook/>'), 'workbook.markup'],
    ['.pdf', Buffer.from('%PDF-1.7\n'), 'workbook.pdf'],
    ['.rar', Buffer.from('Rar!\x1a\x07\x00', 'latin1'), 'workbook.not-excel'],
    ['.exe', Buffer.from('MZ\x90\x00', 'latin1'), 'workbook.not-excel'],
    ['noise', Buffer.from([1, 2, 3, 4, 250, 251]), 'workbook.not-excel'],
    ['truncated', good.subarray(0, good.length - 30), 'workbook.truncated'],
    ['cut in half', good.subarray(0, good.length / 2), 'workbook.truncated'],
    ['only an end record', rawZip([]), 'workbook.not-excel'],
    ['no sheets', rawWorkbook({ sheets: [] }), 'workbook.no-sheets'],
    ['only a chart', rawWorkbook({ sheets: [{ kind: 'chartsheet', xml: '<chartsheet/>' }] }), 'workbook.no-sheets'],
    ['no cells', rawWorkbook({ sheets: [{}, {}] }), 'workbook.no-cells'],
    [
      'a missing sheet part',
      rawWorkbook({ ...BOOK, parts: { 'xl/worksheets/sheet1.xml': null } }),
      'workbook.part-missing',
    ],
    [
      'a missing sheet relation',
      rawWorkbook({ ...BOOK, parts: { 'xl/_rels/workbook.xml.rels': relationsXml([]) } }),
      'workbook.part-missing',
    ],
    [
      'a missing strings part',
      rawWorkbook({ ...BOOK, parts: { 'xl/sharedStrings.xml': null } }),
      'workbook.part-missing',
    ],
    ['broken XML', rawWorkbook({ ...BOOK, sheets: [{ rows: '<row r="1"><c r="A1"></row>' }] }), 'workbook.xml'],
    [
      'a foreign namespace',
      rawWorkbook({ ...BOOK, sheets: [{ xml: '<worksheet xmlns="urn:x"><sheetData/></worksheet>' }] }),
      'workbook.structure',
    ],
    [
      'another encoding',
      rawWorkbook({ ...BOOK, sheets: [{ xml: sheetXml({ rows: ROWS }).replace('UTF-8', 'windows-1258') }] }),
      'workbook.encoding',
    ],
  ])('%s', (_, bytes, code) => {
    const issue = refusalOf(bytes);
    expect(issue).toMatchObject({ code, severity: 'error', file: 'bieu.xlsx' });
    expect(issue!.message).toMatch(/(nộp|gửi)/);
  });

  it('tells how to save an old workbook as .xlsx', () => {
    expect(refusalOf(compound('Workbook'))!.message).toContain('chọn Tệp > Lưu thành > Excel Workbook (*.xlsx)');
  });
});

describe('damaged and dishonest archives', () => {
  const change = (bytes: Buffer, at: number, value: number) => {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(value, at);
    return copy;
  };
  const sheetEntry = (edit: object) =>
    rawZip(entries().map((entry) => (entry.name.includes('sheet1') ? { ...entry, ...edit } : entry)));

  it.each([
    ['a wrong CRC', sheetEntry({ claimedCrc: 1 }), 'workbook.damaged'],
    ['a size that lies low', sheetEntry({ claimedSize: 10 }), 'workbook.damaged'],
    ['a size that lies high', sheetEntry({ claimedSize: 5000 }), 'workbook.damaged'],
    ['data that is no deflate', sheetEntry({ packed: Buffer.from('garbage!') }), 'workbook.damaged'],
    ['an encrypted entry', sheetEntry({ flags: 1 }), 'workbook.password'],
    ['another compression', sheetEntry({ method: 12 }), 'workbook.compression'],
    ['two names for one entry', sheetEntry({ localName: 'xl/worksheets/sheet9.xml' }), 'workbook.damaged'],
    ['one name twice', rawZip([...entries(), entries()[4]!]), 'workbook.damaged'],
    [
      'one name twice in another case',
      rawZip([...entries(), { name: 'XL/WORKBOOK.XML', data: 'x' }]),
      'workbook.damaged',
    ],
    ['bytes before the archive', Buffer.concat([Buffer.from('PK\x03\x04junk'), rawWorkbook(BOOK)]), 'workbook.damaged'],
    ['several disks', change(rawWorkbook(BOOK), rawWorkbook(BOOK).length - 18, 1), 'workbook.damaged'],
    ['the directory in two names', rawZip([...entries(), { name: 'a', data: '', sameDataAs: 4 }]), 'workbook.damaged'],
  ])('%s', (_, bytes, code) => {
    expect(refusalOf(bytes)).toMatchObject({ code });
  });

  it('overlapping entries', () => {
    const first = rawZip(entries().map((entry, index) => (index === 0 ? { ...entry, claimedPackedSize: 300 } : entry)));
    expect(refusalOf(first)!.message).toContain('chồng lên nhau');
  });
});
