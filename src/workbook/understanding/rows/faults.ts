import type { IssueSeverity } from '../../../domain/issue.js';
import type { AmountFault } from './amounts.js';
import type { MoneyTrouble } from './body-row.js';
import { shown, type TableIssues } from './issues.js';
import type { Node } from './node.js';

const TELLS: Record<AmountFault, (cell: string, value: string) => string> = {
  'amount.text': (cell, value) =>
    `Ô ${cell} có chữ trong cột số tiền: "${value}". Nhập số theo đơn vị của cột, hoặc để trống.`,
  'amount.unit': (cell, value) =>
    `Ô ${cell} ghi "${value}", khác đơn vị tính của cột. Nhập lại theo đơn vị tính của cột.`,
  'amount.error': (cell, value) => `Ô ${cell} đang báo lỗi ${value}. Sửa công thức hoặc nhập số.`,
  'amount.uncached': (cell) => `Ô ${cell} là công thức chưa có kết quả. Mở tệp bằng Excel, bấm F9 để tính lại rồi lưu.`,
  'amount.boolean': (cell, value) => `Ô ${cell} là giá trị ${value} trong cột số tiền. Nhập số, hoặc để trống.`,
  'amount.day': (cell, value) => `Ô ${cell} là ngày ${value} trong cột số tiền. Nhập lại số tiền và định dạng ô là số.`,
  'amount.digits': (cell, value) =>
    `Ô ${cell} ghi ${value}, nhiều hơn 15 chữ số có nghĩa nên Excel đã làm mất các chữ số cuối. Nhập lại số đúng.`,
  'amount.fraction': (cell, value) =>
    `Ô ${cell} ghi ${value}, lẻ dưới 1 đồng. Kiểm tra đơn vị tính và nhập lại số đúng.`,
  'amount.tooLarge': (cell, value) =>
    `Ô ${cell} ghi ${value}, lớn hơn mọi số vốn của tỉnh. Kiểm tra đơn vị tính và nhập lại.`,
};

/** Reports every money cell that gives no amount, and once how many were rounded to the đồng. */
export function tellFaults(troubled: readonly Node[], issues: TableIssues): void {
  let rounded = 0;
  let mostOff = 0;
  for (const node of troubled) {
    for (const trouble of node.row.troubles) {
      if (trouble.reading.kind === 'fault') tellFault(node, trouble, trouble.reading.fault, issues);
      if (trouble.reading.kind !== 'amount' || trouble.reading.offBy === 0) continue;
      rounded += 1;
      mostOff = Math.max(mostOff, trouble.reading.offBy);
    }
  }
  if (rounded === 0) return;
  const off = mostOff < 0.001 ? 'dưới 0,001' : mostOff.toFixed(3).replace('.', ',');
  issues.about('amount.rounded', 'info', `${rounded} ô được làm tròn đến đồng, lệch tối đa ${off} đồng.`);
}

function tellFault(node: Node, { column, value }: MoneyTrouble, fault: AmountFault, issues: TableIssues): void {
  // Money that no field fits is not used, so a fault there stops nothing.
  const severity: IssueSeverity = column.field === null ? 'warning' : 'error';
  const text = shown(value) ?? '';
  issues.at(node.row, column.letter, fault, severity, text, TELLS[fault](`${column.letter}${node.row.row}`, text));
}
