import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellAddress, columnLetter, type CellValue } from '../../../src/workbook/cells.js';
import { dayOfSerial } from '../../../src/workbook/reading/day-serial.js';
import { numberOfText } from '../../../src/workbook/reading/number-text.js';
import { rawParts, rawZip } from '../../support/raw-xlsx.js';
import { bytesOf, outcomeOf, refusalOf, valuesOf } from './support.js';

/** What was drawn for a cell: the XML to write, and the value to read. */
interface Drawn {
  readonly xml: (address: string) => string;
  readonly value: CellValue | null;
}

const escapeXml = (text: string) =>
  text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const texts = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'ẾếđĐ ưƠ&<>_x0041"\'\r\n\t'), maxLength: 30 }),
    fc.constantFrom('Kế hoạch'.normalize('NFD'), '_x0041_', ' ', 'a]]b'),
  )
  // eslint-disable-next-line no-control-regex -- XML cannot carry them
  .map((text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));

const numbers = fc.oneof(
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  fc
    .tuple(fc.integer({ min: 0, max: 999_999_999_999 }), fc.integer({ min: 1, max: 999 }))
    .map(([whole, part]) => Number(`${whole}.${String(part).padStart(3, '0')}`)),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const cells: fc.Arbitrary<Drawn> = fc.oneof(
  texts.map((text) => ({
    xml: (r: string) => `<c r="${r}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`,
    value: text === '' ? null : text.normalize('NFC'),
  })),
  texts.map((text) => ({
    xml: (r: string) => `<c r="${r}" s="2" t="str"><v>${escapeXml(text)}</v></c>`,
    value: text === '' ? null : text.normalize('NFC'),
  })),
  numbers.map((number) => ({
    xml: (r: string) => `<c r="${r}"><v>${number}</v></c>`,
    value: numberOfText(String(number)),
  })),
  fc
    .boolean()
    .map((value) => ({ xml: (r: string) => `<c r="${r}" t="b"><f>NOT(A1)</f><v>${value ? 1 : 0}</v></c>`, value })),
  fc.integer({ min: 61, max: 2_958_465 }).map((serial) => ({
    xml: (r: string) => `<c r="${r}" s="1"><v>${serial}</v></c>`,
    value: dayOfSerial(serial, false),
  })),
  fc.constant({ xml: (r: string) => `<c r="${r}" s="3"/>`, value: null }),
);

const tables = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(cells, { maxLength: 8 })), {
  minLength: 1,
  maxLength: 8,
});

function write(table: [number, Drawn[]][]): { rows: string; values: Record<string, CellValue> } {
  const values: Record<string, CellValue> = {};
  let row = 0;
  const rows = table.map(([gap, drawn]) => {
    row += gap;
    const xml = drawn.map((cell, index) => {
      if (cell.value !== null) values[cellAddress(row, index + 1)] = cell.value;
      return cell.xml(cellAddress(row, index + 1));
    });
    return `<row r="${row}">${xml.join('')}</row>`;
  });
  return { rows: rows.join(''), values };
}

describe('what is written is read', () => {
  it('by the scanner and by the parser alike', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const { rows, values } = write(table);
        const outcome = outcomeOf(bytesOf({ rows }));
        expect(outcomeOf(bytesOf({ rows }, true))).toEqual(outcome);
        if (Object.keys(values).length === 0) expect(outcome).toBe('workbook.no-cells');
        else expect(typeof outcome === 'string' ? outcome : valuesOf(outcome)).toEqual(values);
      }),
      { numRuns: 400 },
    );
  });

  it('every number of up to 15 digits is the number, every longer one its text', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 22n }), fc.integer({ min: 0, max: 12 }), (digits, decimals) => {
        const padded = digits.toString().padStart(decimals + 1, '0');
        const text = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
        const significant = text.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
        const outcome = outcomeOf(bytesOf({ rows: `<row r="1"><c r="A1"><v>${text}</v></c></row>` }));
        const value = typeof outcome === 'string' ? outcome : valuesOf(outcome).A1;
        expect(value).toEqual(significant.length > 15 ? { digits: text } : Number(text));
      }),
    );
  });

  it('days follow the calendar one by one', () => {
    const start = Date.UTC(1900, 2, 1);
    for (let serial = 61; serial < 110_000; serial += 7) {
      const day = new Date(start + (serial - 61) * 86_400_000).toISOString().slice(0, 10);
      expect(dayOfSerial(serial, false)).toEqual({ day });
      expect(dayOfSerial(serial - 1462, true)).toEqual(serial < 1462 ? null : { day });
    }
  });
});

/** One change that leaves the scanner and the parser to agree on whatever the result is. */
const MUTATIONS: ((text: string, at: number, random: number) => string)[] = [
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at, random) => text.slice(0, at) + String.fromCharCode(32 + (random % 95)) + text.slice(at + 1),
  (text, at, random) => text.slice(0, at) + text.slice(at, at + (random % 60)) + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at, random) =>
    text.slice(0, at) +
    ['<', '>', '&', '"', '</c>', '<c/>', '<!--', ']]>', '\0', '<v>', '9'][random % 11]! +
    text.slice(at),
];
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 });

describe('fuzz: a file is read or refused, and nothing else happens', () => {
  const sample = readFileSync(new URL('../../fixtures/samples/nhu-cau-bo-sung-2025-07.xlsx', import.meta.url));

  it('with bytes of the archive changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: sample.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
        (changes) => {
          const bytes = Buffer.from(sample);
          for (const [at, value] of changes) bytes[at] = value;
          refusalOf(bytes);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('with the XML of its parts changed', () => {
    const rows = `<row r="1" hidden="1"><c r="A1" s="1"><v>45838</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Ế</t></is></c><c r="D1"><f>A1</f><v>1.5</v></c></row><row r="2"><c r="${columnLetter(3)}2" t="b"><v>1</v></c></row>`;
    const sheet = { after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' };
    const parts = [
      ...rawParts({
        sheets: [{ rows, ...sheet }],
        strings: '<si><t>Mường &amp; La</t></si><si><r><t>x</t></r></si>',
        styles: '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
      }),
    ];
    fc.assert(
      fc.property(fc.nat({ max: parts.length - 1 }), edits, (part, changes) => {
        const entries = parts.map(([name, data], index) => {
          if (index !== part) return { name, data };
          const text = changes.reduce(
            (xml, [kind, at, random]) => MUTATIONS[kind % MUTATIONS.length]!(xml, at % (xml.length + 1), random),
            data as string,
          );
          return { name, data: text };
        });
        refusalOf(rawZip(entries));
      }),
      { numRuns: 1_000 },
    );
  });

  it('where the scanner reads a changed sheet, the parser reads the same', () => {
    const rows =
      '<row r="1" outlineLevel="1"><c r="A1" s="1"><v>45838</v></c><c r="B1" t="str"><v>a &amp; b</v></c><c r="C1"><f>A1</f><v>1.5</v></c></row><row r="2"><c r="C2" t="inlineStr"><is><r><t>x</t></r></is></c></row>';
    fc.assert(
      fc.property(edits, (changes) => {
        const changed = changes.reduce(
          (xml, [kind, at, random]) => MUTATIONS[kind % MUTATIONS.length]!(xml, at % (xml.length + 1), random),
          rows,
        );
        fc.pre(!changed.includes('<!') && !changed.includes('</sheetData'));
        const scanned = outcomeOf(bytesOf({ rows: changed }));
        const parsed = outcomeOf(bytesOf({ rows: changed }, true));
        // the scanner does not look into tags it skips; whatever the parser reads, it reads as well and the same
        if (parsed !== 'workbook.xml') expect([changed, scanned]).toEqual([changed, parsed]);
      }),
      { numRuns: 1_500 },
    );
  });
});
