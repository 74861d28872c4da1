import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { MAIN, packWorkbook, sharedTexts } from './workbook-parts.mjs';

/** The workbook of the import bench: the plan of a year with so many projects, as a spreadsheet program writes it. */

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
  const { list, at } = sharedTexts();
  const text = (address, value) => `<c r="${address}" t="s"><v>${at(value)}</v></c>`;
  const chunks = [
    `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><sheetData>`,
    `<row r="1">${text('A1', 'KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025')}</row>`,
    `<row r="2">${text('H2', 'Đơn vị tính: Triệu đồng')}</row>`,
    `<row r="3">${HEADER.map((caption, column) => text(`${LETTERS[column]}3`, caption)).join('')}</row>`,
  ];
  for (let row = 0; row < rows; row++) chunks.push(projectRow(first + row, row + 4, text));
  chunks.push('</sheetData></worksheet>');
  return packWorkbook(Buffer.from(chunks.join('')), list);
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

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , rows, file] = process.argv;
  writeFileSync(file, makePlan(Number(rows)));
}
