import { deserialize, serialize } from 'node:v8';

/** What officers and programs leave in cells, of every kind that a reader tells apart. */
const VALUES = [
  ...['-', 'x', '…', '1.234,5', '32,000', '7.550', '(1.234)', '12,5 tỷ', '65,4%', '0,654', '40.917 ,7 triệu đồng'],
  ...['Tổng số', 'Cộng I', 'Trong đó:', 'Trong đó: NSTW', 'Tiểu dự án 1', 'Vốn chưa phân bổ', 'Ghi chú: x'],
  ...['A', 'I', 'II', '1', '3.10', 'a)', '+', '7654321', '7654321.1', 'chưa mở mã', 'Kéo dài', 'Ứng trước'],
  ...['Chuyển tiếp', 'Khởi công mới', 'Céng hßa x· héi chñ nghÜa', 'STT', 'Danh mục dự án', '30/02/2025', '2023-2025'],
  ...[0, -5, 1234.5, 0.441, 44.1, 1e-7, 1e21, 0.1 + 0.2, 999_999_999_999_999, 8.5e15, true],
  ...[{ digits: '8429.090195999999' }, { digits: '123456789012345678' }, { day: '2025-03-01' }],
  ...[{ error: '#REF!' }, { uncachedFormula: 'A1+B1' }],
];
const FACTORS = [1000, 0.001, -1, 3, 1 / 3];

/** The plain workbook with up to twelve of its cells changed, left out, moved or dressed otherwise; the one given stays as it is. */
export function changeCells(workbook, random) {
  const changed = copyOf(workbook);
  const sheets = changed.sheets.filter(({ rows }) => rows.length > 0);
  for (let left = 1 + random(12); left > 0 && sheets.length > 0; left--) {
    const { rows } = sheets[random(sheets.length)];
    const row = rows[random(rows.length)];
    const other = rows[random(rows.length)];
    if (row.values.length === 0) continue;
    const at = random(row.values.length);
    const changes = [
      () => (row.values[at] = copyOf(VALUES[random(VALUES.length)])),
      () => (row.values[at] = copyOf(other.values[other.columns.indexOf(row.columns[at])] ?? row.values[at])),
      () => typeof row.values[at] === 'number' && (row.values[at] *= FACTORS[random(FACTORS.length)]),
      () => (row.styles = row.styles.with(at, random(Math.max(changed.styles.length, 1)))),
      () => leaveOut(row, at),
      () => exchange(row, other),
    ];
    changes[random(changes.length)]();
  }
  return changed;
}

function copyOf(value) {
  return deserialize(serialize(value));
}

function leaveOut(row, at) {
  for (const part of ['columns', 'values', 'styles']) row[part] = row[part].toSpliced(at, 1);
}

function exchange(row, other) {
  for (const part of ['columns', 'values', 'styles']) [row[part], other[part]] = [other[part], row[part]];
}

/** What is wrong with a reading, whatever its workbook: every row that has a cell becomes one line, in the order of the rows. */
export function faultsOf({ tables }) {
  return tables.flatMap(({ sheet, lines, body }) => {
    const faults = [];
    if (lines.length !== body.rowsWithCells)
      faults.push(`${sheet}: ${lines.length} lines of ${body.rowsWithCells} rows`);
    if (lines.some(({ row }, at) => at > 0 && row <= lines[at - 1].row)) faults.push(`${sheet}: rows out of order`);
    return faults;
  });
}
