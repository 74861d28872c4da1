import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { MAIN, packWorkbook, sharedTexts } from './workbook-parts.mjs';

/** The workbook of the reader bench: a plan of so many project rows x 20 columns, as a spreadsheet program writes it. */

const WORDS =
  'đường giao thông xã huyện trường trung học nâng cấp cải tạo kè chống sạt lở hệ thống cấp nước sinh hoạt trụ sở trạm y tế cầu treo thủy lợi bản'.split(
    ' ',
  );
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">${[0, 3, 14, 10].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`).join('')}</cellXfs></styleSheet>`;
const HEADER = [
  'STT',
  'Mã dự án',
  'Danh mục dự án',
  'Chủ đầu tư',
  'Địa điểm xây dựng',
  'Ngày khởi công',
  'Ngày hoàn thành',
  'Tổng mức đầu tư',
  'Kế hoạch vốn năm 2025',
  'Giải ngân lũy kế từ đầu năm',
  'Kế hoạch vốn kéo dài',
  'Giải ngân vốn kéo dài',
  'Cộng kế hoạch',
  'Tỷ lệ giải ngân',
  'Còn lại',
  'Diện tích',
  'Ghi chú',
  'Nhóm dự án',
  'Thời gian',
  'Tính chất',
];
const LETTERS = 'ABCDEFGHIJKLMNOPQRST';

/** @returns {Buffer} the same bytes for the same number of rows */
export function makeWorkbook(rows) {
  const { list, at } = sharedTexts();
  let state = 1;
  const random = (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const text = (address, value, style = 1) => `<c r="${address}" s="${style}" t="s"><v>${at(value)}</v></c>`;
  const number = (address, value, style = 1) => `<c r="${address}" s="${style}"><v>${value}</v></c>`;
  const formula = (address, code, value, style = 1) =>
    `<c r="${address}" s="${style}"><f>${code}</f><v>${value}</v></c>`;
  const head = [
    `<row r="1">${text('A1', 'KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025')}</row>`,
    `<row r="2">${text('A2', 'Tình hình giải ngân đến ngày 30/6/2025')}</row>`,
    `<row r="3">${text('S3', 'Đơn vị tính: đồng')}</row>`,
    `<row r="4">${HEADER.map((caption, column) => text(`${LETTERS[column]}4`, caption)).join('')}</row>`,
  ];
  const chunks = [
    Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><sheetData>${head.join('')}`),
  ];
  for (let index = 0; index < rows; index++)
    chunks.push(Buffer.from(projectRow(index, { random, text, number, formula })));
  chunks.push(
    Buffer.from(
      '</sheetData><mergeCells count="2"><mergeCell ref="A1:T1"/><mergeCell ref="A2:T2"/></mergeCells></worksheet>',
    ),
  );
  return packWorkbook(Buffer.concat(chunks), list, STYLES);
}

function projectRow(index, { random, text, number, formula }) {
  const row = index + 5;
  const plan = 1_000_000_000 + random(900_000) * 1_000_000;
  const carried = random(400) * 1_000_000;
  const disbursed = Math.floor((plan / 1000) * random(1000));
  const words = Array.from({ length: 8 }, () => WORDS[random(WORDS.length)]).join(' ');
  const cells = [
    number(`A${row}`, index + 1),
    text(`B${row}`, String(7_000_000 + index)),
    text(`C${row}`, `Dự án số ${index + 1} ${words}`),
    text(`D${row}`, `Ban quản lý dự án số ${random(400)}`),
    text(`E${row}`, `Xã số ${random(75)}`),
    number(`F${row}`, 45_000 + random(900), 2),
    number(`G${row}`, 46_000 + random(700), 2),
    number(`H${row}`, plan * 3),
    number(`I${row}`, plan),
    number(`J${row}`, disbursed),
    number(`K${row}`, carried),
    number(`L${row}`, Math.floor(carried / 2)),
    formula(`M${row}`, `I${row}+K${row}`, plan + carried),
    formula(`N${row}`, `J${row}/I${row}`, disbursed / plan, 3),
    formula(`O${row}`, `I${row}-J${row}`, plan - disbursed),
    number(`P${row}`, random(1_000_000) / 100),
    random(10) < 7 ? `<c r="Q${row}" s="1"/>` : text(`Q${row}`, `Ghi chú ${random(600)}`),
    text(`R${row}`, ['Nhóm A', 'Nhóm B', 'Nhóm C'][random(3)]),
    text(`S${row}`, '2023-2026'),
    text(`T${row}`, random(2) ? 'Chuyển tiếp' : 'Khởi công mới'),
  ];
  return `<row r="${row}" spans="1:20">${cells.join('')}</row>`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , rows, file] = process.argv;
  writeFileSync(file, makeWorkbook(Number(rows)));
}
