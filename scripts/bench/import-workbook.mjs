import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { zip } from './reader-zip.mjs';

/** The workbook of the import bench: the plan of a year with so many projects, as a spreadsheet program writes it. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEADER = ['STT', 'Mã dự án', 'Danh mục dự án', 'Chủ đầu tư', 'Địa điểm xây dựng', 'Thời gian KC-HT'].concat(
  'Tổng mức đầu tư',
  'Kế hoạch vốn năm 2025',
);
const LETTERS = 'ABCDEFGH';
const KINDS = [
  'Nâng cấp đường giao thông',
  'Trường trung học cơ sở',
  'Kè chống sạt lở',
  'Cấp nước sinh hoạt',
  'Trạm y tế',
];

/** Triệu đồng of the plan of a project; small enough that a hundred thousand of them stay within the books. */
export const planMillions = (index) => 1_000 + ((index * 7919) % 9_000);

/** @returns {Buffer} the same bytes for the same number of rows and the same first project */
export function makePlan(rows, first = 0) {
  const list = [];
  const index = new Map();
  const text = (address, value) => {
    if (!index.has(value)) index.set(value, list.push(value) - 1);
    return `<c r="${address}" t="s"><v>${index.get(value)}</v></c>`;
  };
  const chunks = [
    `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><sheetData>`,
    `<row r="1">${text('A1', 'KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025')}</row>`,
    `<row r="2">${text('H2', 'Đơn vị tính: Triệu đồng')}</row>`,
    `<row r="3">${HEADER.map((caption, column) => text(`${LETTERS[column]}3`, caption)).join('')}</row>`,
  ];
  for (let at = 0; at < rows; at++) chunks.push(projectRow(first + at, at + 4, text));
  chunks.push('</sheetData></worksheet>');
  return pack(Buffer.from(chunks.join('')), list);
}

function projectRow(at, row, text) {
  const number = (letter, value) => `<c r="${letter}${row}"><v>${value}</v></c>`;
  const cells = [
    number('A', at + 1),
    text(`B${row}`, String(7_000_000 + at)),
    text(`C${row}`, `${KINDS[at % KINDS.length]} bản số ${at + 1}, xã số ${at % 75}`),
    text(`D${row}`, `Ban quản lý dự án số ${at % 400}`),
    text(`E${row}`, `Xã số ${at % 75}`),
    text(`F${row}`, '2023-2026'),
    number('G', planMillions(at) * 4),
    number('H', planMillions(at)),
  ];
  return `<row r="${row}">${cells.join('')}</row>`;
}

function pack(sheet, list) {
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (...all) => `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
  const override = (part, type) =>
    `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const items = list.map((value) => `<si><t>${value}</t></si>`).join('');
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${override('sharedStrings', 'sharedStrings')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}" count="${list.length}" uniqueCount="${list.length}">${items}</sst>`,
    'xl/worksheets/sheet1.xml': sheet,
  };
  return zip(
    Object.entries(parts).map(([name, content]) => {
      const data = Buffer.from(content);
      return { name, method: 8, size: data.length, crc32: crc32(data), packed: deflateRawSync(data) };
    }),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , rows, file] = process.argv;
  writeFileSync(file, makePlan(Number(rows)));
}
