import { describe, expect, it } from '@jest/globals';
import { bytesOf, FILE, outcomeOf, read, refusalOf, valuesOf, type Case } from './support.js';

/** Every case is read twice: as it is, and with a comment in it that sends it to the XML parser. The results must be the same. */
function valuesBothWays(example: Case): Record<string, unknown> {
  const workbook = outcomeOf(bytesOf(example));
  expect(outcomeOf(bytesOf(example, true))).toEqual(workbook);
  expect(typeof workbook).toBe('object');
  return typeof workbook === 'string' ? {} : valuesOf(workbook);
}

function codeBothWays(example: Case): string | undefined {
  const issue = refusalOf(bytesOf(example));
  expect(refusalOf(bytesOf(example, true))?.code).toBe(issue?.code);
  expect(issue).toMatchObject({ file: FILE, severity: 'error' });
  return issue?.code;
}

const row = (cells: string, attributes = '') => `<row r="1"${attributes}>${cells}</row>`;
const cell = (content: string, attributes = '') => row(`<c r="A1"${attributes}>${content}</c>`);

describe('numbers', () => {
  it.each([
    ['15000000000', 15000000000],
    ['-7.25', -7.25],
    ['0', 0],
    ['-0', 0],
    ['0.1', 0.1],
    ['1E+3', 1000],
    ['  42 ', 42],
    ['.5', 0.5],
    ['123456789012345', 123456789012345],
    ['0.000000000000000000012', 1.2e-20],
    ['100000000000000000000', 1e20],
    ['9007199254740993', { digits: '9007199254740993' }],
    ['8429.090195999999', { digits: '8429.090195999999' }],
    ['0.30000000000000004', { digits: '0.30000000000000004' }],
    ['1E+400', { digits: '1E+400' }],
  ])('reads %s', (text, value) => {
    expect(valuesBothWays({ rows: cell(`<v>${text}</v>`) })).toEqual({ A1: value });
  });

  it.each(['NaN', 'INF', '1,5', '0x1F', '1 2', '-', '.'])('refuses %s and names the cell', (text) => {
    const example = { rows: cell(`<v>${text}</v>`) };
    expect(codeBothWays(example)).toBe('sheet.value');
    expect(refusalOf(bytesOf(example))).toMatchObject({
      sheet: 'Sheet1',
      cell: 'A1',
      row: 1,
      column: 'A',
      value: text,
    });
  });

  it('keeps a number that is written as text a text', () => {
    const rows = row('<c r="A1" t="str"><v>0012345</v></c><c r="B1" t="inlineStr"><is><t>1.234.567,89</t></is></c>');
    expect(valuesBothWays({ rows })).toEqual({ A1: '0012345', B1: '1.234.567,89' });
  });
});

describe('days', () => {
  const day = (serial: string, format = 1, properties = '') =>
    valuesBothWays({ rows: cell(`<v>${serial}</v>`, ` s="${format}"`), properties }).A1;

  it.each([
    ['45838', '2025-06-30'],
    ['45838.0', '2025-06-30'],
    ['60', 60],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['1', '1900-01-01'],
    ['2958465', '9999-12-31'],
    ['2958466', 2958466],
    ['0.5', 0.5],
    ['-3', -3],
    ['45838.520833333336', '2025-06-30T12:30:00'],
    ['45838.999999', '2025-07-01'],
    ['36585', '2000-02-29'],
  ])('reads serial %s', (serial, value) => {
    expect(day(serial, 4)).toEqual(typeof value === 'string' ? { day: value } : value);
  });

  it.each(['date1904="1"', 'date1904="true"'])('counts from 1904 with %s', (properties) => {
    expect(day('44376', 1, properties)).toEqual({ day: '2025-06-30' });
    expect(day('0', 1, properties)).toEqual({ day: '1904-01-01' });
  });

  it('reads ISO days of strict OOXML', () => {
    const rows = row('<c r="A1" t="d"><v>2025-06-30</v></c><c r="B1" t="d"><v>2025-06-30T08:05:00Z</v></c>');
    expect(valuesBothWays({ rows, strict: true })).toEqual({
      A1: { day: '2025-06-30' },
      B1: { day: '2025-06-30T08:05:00' },
    });
    expect(codeBothWays({ rows: cell('<v>2025-02-30</v>', ' t="d"') })).toBe('sheet.value');
  });

  it.each([
    ['dd/mm/yyyy', true],
    ['DD/MM/YYYY', true],
    ['[h]:mm', true],
    ['[$-42A]d mmmm yyyy', true],
    ['#,##0\\ \\m\\²', false],
    ['\\h\\a', false],
    ['General\\ \\d', false],
    ['#,##0 "đồng/ha/năm (dmyhs)"', false],
    ['[Red]#,##0_d;[Blue]-#,##0*s', false],
    ['[$₫-42A]#,##0', false],
    ['"unclosed d', false],
  ])('number format %s', (code, isDay) => {
    const formatCode = code.replaceAll('"', '&quot;');
    const styles = `<numFmts><numFmt numFmtId="170" formatCode="${formatCode}"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>`;
    const value = valuesBothWays({ rows: cell('<v>45838</v>'), styles }).A1;
    expect(value).toEqual(isDay ? { day: '2025-06-30' } : 45838);
  });

  it.each([14, 17, 22, 27, 36, 45, 50, 58])('knows built-in format %i as a day', (id) => {
    const styles = `<cellXfs><xf numFmtId="${id}"/></cellXfs>`;
    expect(valuesBothWays({ rows: cell('<v>45838</v>'), styles }).A1).toEqual({ day: '2025-06-30' });
  });

  it('takes a text or error result of a date-formatted formula as what it is', () => {
    const rows = row(
      '<c r="A1" s="1" t="str"><f>B1</f><v>chưa có</v></c><c r="B1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" s="1" t="b"><v>1</v></c>',
    );
    expect(valuesBothWays({ rows })).toEqual({ A1: 'chưa có', B1: { error: '#DIV/0!' }, C1: true });
  });
});

describe('texts', () => {
  const inline = (content: string) => valuesBothWays({ rows: cell(`<is>${content}</is>`, ' t="inlineStr"') }).A1;
  const shared = (content: string) =>
    valuesBothWays({ rows: cell('<v>0</v>', ' t="s"'), strings: `<si>${content}</si>` }).A1;

  it.each([
    ['plain', '<t>Kế hoạch vốn</t>', 'Kế hoạch vốn'],
    ['NFD', `<t>${'Kế hoạch'.normalize('NFD')}</t>`, 'Kế hoạch'],
    ['spaces and line breaks kept', '<t xml:space="preserve">  a\u00a0b \n c </t>', '  a\u00a0b \n c '],
    ['CRLF as one line feed', '<t>a\r\nb</t>', 'a\nb'],
    ['character references', '<t>S&#416;N LA &amp; &#x110;&lt;&gt;&quot;&apos;</t>', 'SƠN LA & Đ<>"\''],
    ['_xHHHH_', '<t>a_x000D_b_x005F_x0041_</t>', 'a\rb_x0041_'],
    ['runs', '<r><rPr><b/><sz val="12"/></rPr><t>Nguồn </t></r><r><t>vốn</t></r>', 'Nguồn vốn'],
    ['a letter split over two runs', '<r><t>e</t></r><r><t>\u0302</t></r>', 'ê'],
    [
      'phonetic reading dropped',
      '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
      '東京',
    ],
    ['beyond the BMP', '<t>𠮷 😀</t>', '𠮷 😀'],
  ])('%s', (_, content, text) => {
    expect(inline(content)).toBe(text);
    expect(shared(content)).toBe(text);
  });

  it('pretty-printed XML adds nothing', () => {
    const rows = '\n  <row r="1">\n    <c r="A1" t="s">\n      <v>0</v>\n    </c>\n  </row>\n';
    expect(valuesBothWays({ rows, strings: '\n <si>\n  <t>Mường La</t>\n </si>\n' })).toEqual({ A1: 'Mường La' });
  });

  it('reads CDATA', () => {
    const rows = row('<c r="A1" t="inlineStr"><is><t><![CDATA[A & <B>]]></t></is></c>');
    expect(valuesBothWays({ rows })).toEqual({ A1: 'A & <B>' });
  });

  it('keeps the index of an empty shared string', () => {
    const rows = row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>');
    expect(valuesBothWays({ rows, strings: '<si/><si><t/></si><si><t>ba</t></si>' })).toEqual({ C1: 'ba' });
  });

  it('finds Vietnamese text whole wherever it lies in the part', () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `Đường ${index} xã Mường Giàng, huyện Quỳnh Nhai`);
    const rows = names.map(
      (name, index) => `<row r="${index + 1}"><c r="A${index + 1}" t="inlineStr"><is><t>${name}</t></is></c></row>`,
    );
    expect(Object.values(valuesBothWays({ rows: rows.join('') }))).toEqual(names);
  });

  it('refuses a shared string that is not there', () => {
    expect(codeBothWays({ rows: cell('<v>7</v>', ' t="s"'), strings: '<si><t>x</t></si>' })).toBe(
      'sheet.shared-string',
    );
  });

  it('refuses bytes that are no UTF-8 instead of guessing', () => {
    const rows = Buffer.from(bytesOf({ rows: '' }));
    expect(refusalOf(rows)?.code).toBe('workbook.no-cells');
    const xml = Buffer.concat([
      Buffer.from(
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="str"><v>',
      ),
      Buffer.from([0xc6, 0x20]),
      Buffer.from('</v></c></row></sheetData></worksheet>'),
    ]);
    expect(refusalOf(bytesOf({ rows: '', sheet: { xml } }))?.code).toBe('workbook.encoding');
  });
});

describe('formulas, booleans and errors', () => {
  it('takes cached results and remembers which cells are formulas', () => {
    const rows =
      '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><v>3</v></c><c r="C2" t="str"><f>"a"</f><v>a</v></c>' +
      '<c r="D2" t="b"><f>TRUE</f><v>1</v></c><c r="E2" t="e"><f>B9/0</f><v>#DIV/0!</v></c></row>';
    expect(valuesBothWays({ rows })).toEqual({ A2: 2, B2: 3, C2: 'a', D2: true, E2: { error: '#DIV/0!' } });
    expect(read(bytesOf({ rows })).sheets[0]!.rows[0]!.formulaColumns).toEqual([1, 3, 4, 5]);
  });

  it('takes the cached result of a shared formula, also of an orphan', () => {
    const rows = row(
      '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1*2</f><v>4</v></c><c r="B1"><f t="shared" si="0"/><v>6</v></c><c r="C1"><f t="shared" si="9"/><v>8</v></c>',
    );
    expect(valuesBothWays({ rows })).toEqual({ A1: 4, B1: 6, C1: 8 });
  });

  it('reports a formula without a result', () => {
    const rows = row('<c r="A1"><f>SUM(B1:C1)&amp;""</f></c><c r="B1"><f>A1</f><v></v></c><c r="C1"><f>A1</f><v/></c>');
    expect(valuesBothWays({ rows })).toEqual({
      A1: { uncachedFormula: 'SUM(B1:C1)&""' },
      B1: { uncachedFormula: 'A1' },
      C1: { uncachedFormula: 'A1' },
    });
  });

  it('leaves out a formula whose text is empty', () => {
    expect(valuesBothWays({ rows: row('<c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>1</v></c>') })).toEqual(
      { B1: 1 },
    );
  });

  it.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
  ])('boolean %s', (text, value) => {
    expect(valuesBothWays({ rows: cell(`<v>${text}</v>`, ' t="b"') })).toEqual({ A1: value });
  });

  it('refuses another boolean, and a type nobody knows', () => {
    expect(codeBothWays({ rows: cell('<v>2</v>', ' t="b"') })).toBe('sheet.value');
    expect(codeBothWays({ rows: cell('<v>2</v>', ' t="x"') })).toBe('sheet.value');
  });
});

describe('layout of the sheet', () => {
  const filled =
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>';
  const sheetOf = (example: Case) => {
    const [sheet] = read(bytesOf(example)).sheets;
    expect(read(bytesOf(example, true)).sheets[0]).toEqual(sheet);
    return sheet!;
  };

  it('drops stale values under a merge, once for all of them', () => {
    const after = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="D4:D4"/></mergeCells>';
    const example = { rows: filled, sheet: { after } };
    expect(valuesBothWays(example)).toEqual({ A1: 1 });
    expect(sheetOf(example).merges).toEqual([{ firstRow: 1, firstColumn: 1, lastRow: 2, lastColumn: 2 }]);
  });

  it('reads hidden rows and columns, outline levels and filters', () => {
    const rows =
      '<row r="3" hidden="1" outlineLevel="2"><c r="A3"><v>1</v></c></row><row r="5" hidden="true"/><row r="6" spans="1:2"/><row r="7" x="y"><c r="B7"><v>2</v></c></row>';
    const sheet = {
      before:
        '<cols><col min="2" max="3" hidden="1"/><col min="9" max="2000000000" hidden="true"/><col min="5" max="5"/></cols>',
      after:
        '<autoFilter ref="A2:B7"><filterColumn colId="0"><filters><filter val="1"/></filters></filterColumn></autoFilter>',
    };
    expect(sheetOf({ rows, sheet })).toMatchObject({
      rows: [
        { row: 3, hidden: true, outlineLevel: 2 },
        { row: 5, hidden: true, columns: [] },
        { row: 7, hidden: false, outlineLevel: 0 },
      ],
      hiddenColumns: [
        { first: 2, last: 3 },
        { first: 9, last: 16384 },
      ],
      autoFilter: 'A2:B7',
    });
  });

  it('takes drop-down buttons that hide nothing for no filter', () => {
    expect(sheetOf({ rows: filled, sheet: { after: '<autoFilter ref="A1:B2"/>' } }).autoFilter).toBeNull();
  });

  it('counts cells and rows without an address', () => {
    expect(
      valuesBothWays({
        rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>',
      }),
    ).toEqual({
      A1: 1,
      B1: 2,
      C5: 3,
      D5: 4,
    });
  });

  it('puts rows and cells that came in disorder in order', () => {
    const rows =
      '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><f>1</f><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>';
    expect(sheetOf({ rows }).rows).toMatchObject([
      { row: 1, columns: [1], values: [1] },
      { row: 2, columns: [1, 2], values: [3, 4], formulaColumns: [1] },
    ]);
  });

  it('refuses a row or a cell that came twice, and a cell in another row', () => {
    expect(codeBothWays({ rows: filled + '<row r="1"><c r="C1"><v>9</v></c></row>' })).toBe('sheet.row-repeated');
    expect(codeBothWays({ rows: row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>') })).toBe('sheet.cell-repeated');
    expect(codeBothWays({ rows: row('<c r="A2"><v>1</v></c>') })).toBe('sheet.address');
  });

  it('refuses a cell with two formulas', () => {
    expect(codeBothWays({ rows: cell('<f>B1</f><f>B1</f><v>1.5</v>') })).toBe('workbook.structure');
  });

  it('hands on what a format says of a cell, one object a style', () => {
    const rows = row('<c r="A1" s="5"><v>1</v></c><c r="B1" s="2"><v>1</v></c><c r="C1" s="5"><v>1</v></c>');
    const workbook = read(bytesOf({ rows }));
    const [a, b, c] = workbook.sheets[0]!.rows[0]!.styles.map((style) => workbook.styles[style]);
    expect(a).toEqual({ font: '.VnTimeH', bold: true, italic: false, indent: 2, numberFormat: 'General' });
    expect(b).toMatchObject({ font: 'Times New Roman', bold: false, numberFormat: '#,##0' });
    expect(c).toBe(a);
    expect(codeBothWays({ rows: cell('<v>1</v>', ' s="6"') })).toBe('sheet.style');
  });
});
