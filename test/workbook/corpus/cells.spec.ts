import { describe, expect, it } from '@jest/globals';
import { cellAddress, type CellValue } from '../../../src/workbook/cells.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { corpusBytes, corpusNames } from '../../support/corpus/files.js';
import { type XmlCell, xmlCells } from '../../support/corpus/xml-oracle.js';

/** Days are serials in the XML, truth values and errors have their own marks there: the reader's own tests cover them. */
function saysTheSame(value: CellValue, cell: XmlCell | undefined): boolean {
  if (typeof value === 'string') return cell?.text.normalize('NFC') === value;
  if (typeof value === 'number') return Number(cell?.text) === value;
  if (typeof value === 'object' && 'digits' in value) return cell?.text === value.digits;
  return typeof value === 'boolean' || 'day' in value || 'error' in value;
}

describe('plain cells of the clean corpus', () => {
  it.each(corpusNames('ok'))('%s: every cell of the XML, no other, each with its text', (name) => {
    const bytes = corpusBytes('ok', `${name}.xlsx`);
    for (const sheet of readPlainWorkbook(bytes, `${name}.xlsx`).sheets) {
      const xml = xmlCells(bytes, sheet.name);
      const read = new Map(
        sheet.rows.flatMap((row) =>
          row.columns.map((column, index) => [cellAddress(row.row, column), row.values[index]!] as const),
        ),
      );
      expect([...read.keys()].sort()).toEqual(
        [...xml]
          .filter(([, cell]) => cell.text !== '')
          .map(([address]) => address)
          .sort(),
      );
      for (const [address, value] of read)
        expect({ address, same: saysTheSame(value, xml.get(address)) }).toEqual({ address, same: true });
    }
  });
});
