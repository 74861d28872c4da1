import { crc32, deflateRawSync } from 'node:zlib';
import { zip } from './reader-zip.mjs';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Texts that cells refer to by their number: `at(text)` is the number, `list` what the workbook keeps. */
export function sharedTexts() {
  const list = [];
  const index = new Map();
  const at = (text) => {
    if (!index.has(text)) index.set(text, list.push(text) - 1);
    return index.get(text);
  };
  return { list, at };
}

/** A workbook of one sheet from its XML, the list of its shared texts, and the XML of its styles where it has any. */
export function packWorkbook(sheet, list, styles = null) {
  const named = [
    ['worksheet', 'worksheets/sheet1.xml', sheet],
    ...(styles === null ? [] : [['styles', 'styles.xml', styles]]),
    ['sharedStrings', 'sharedStrings.xml', textList(list)],
  ];
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (...all) => `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
  const override = (part, type) =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const overrides = [override('workbook.xml', 'sheet.main'), ...named.map(([type, part]) => override(part, type))];
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(...named.map(([type, part], at) => relation(`rId${at + 1}`, type, part))),
    // the sheet comes last: a reader that streams knows its texts and styles by then
    ...Object.fromEntries(named.toReversed().map(([, part, content]) => [`xl/${part}`, content])),
  };
  return zip(
    Object.entries(parts).map(([name, content]) => {
      const data = Buffer.from(content);
      return { name, method: 8, size: data.length, crc32: crc32(data), packed: deflateRawSync(data) };
    }),
  );
}

function textList(list) {
  const items = list.map((value) => `<si><t>${value}</t></si>`).join('');
  return `<sst xmlns="${MAIN}" count="${list.length}" uniqueCount="${list.length}">${items}</sst>`;
}
