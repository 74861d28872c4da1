import { FUNDING_SOURCES } from '../../../domain/funding-sources.js';
import type { StatedSum, TableFrame } from '../frame.js';
import type { AmountField } from '../reading.js';
import type { BodyRow } from './body-row.js';
import { inUnit, type TableIssues } from './issues.js';
import type { Layout, MoneyColumn } from './layout.js';
import type { Node } from './node.js';

/** A sum that every row of a table should keep: result = terms. */
interface Identity {
  readonly code: string;
  readonly result: MoneyColumn;
  readonly terms: readonly { readonly column: MoneyColumn; readonly sign: 1 | -1 }[];
  /** the table itself states it; others are held against rows only where most rows keep them */
  readonly stated: boolean;
  /** the formula as the paper prints it, null where it is only usual */
  readonly printed: StatedSum | null;
  readonly says: string;
}

/** Checks each row against the sums that the paper prints, and against those that forms of this kind keep. */
export function checkRowSums(nodes: readonly Node[], frame: TableFrame, layout: Layout, issues: TableIssues): void {
  const told = new Set<string>();
  for (const identity of identitiesOf(frame, layout)) {
    const failing: Node[] = [];
    let holding = 0;
    for (const node of nodes) {
      if (node.role === 'note') continue;
      const kept = isKept(node.row, identity);
      if (kept === true) holding += 1;
      else if (kept === false) failing.push(node);
    }
    if (failing.length === 0) continue;
    const slack = roundingOf(nodes, identity);
    const isBroken = (node: Node) => absolute(differenceOf(node.row, identity)) > slack;
    const broken = failing.filter(isBroken);
    if (identity.printed !== null && isWrong(broken.length, nodes.length, holding)) {
      tellFormula(identity.printed, broken, holding, issues);
      continue;
    }
    if (!identity.stated && broken.length >= holding) continue;
    for (const node of failing) tell(node, identity, isBroken(node) ? 'warning' : 'info', told, issues);
  }
}

/** A printed formula that most rows break is a slip of the form, not of the rows. */
function isWrong(broken: number, rows: number, holding: number): boolean {
  return broken >= 3 && broken > holding && rows >= 3;
}

function tellFormula(printed: StatedSum, broken: readonly Node[], holding: number, issues: TableIssues): void {
  const row = Number(printed.cell.replace(/[A-Z]+/, ''));
  const [first] = broken;
  issues.at(
    { row },
    printed.column,
    'column.formula',
    'warning',
    printed.text,
    `Ô ${printed.cell} ghi công thức ${printed.text}, nhưng ${broken.length}/${broken.length + holding} dòng không theo công thức này (ví dụ ô ${printed.column}${first?.row.row}). Sửa lại công thức ở dòng số thứ tự cột, hoặc các số của cột ${printed.column}.`,
  );
}

/**
 * How far printed figures may be from a sum because each was rounded to its last printed digit: half a digit a figure. The digit is
 * the coarsest power of ten that all figures of the columns are multiples of, at most the unit of the column.
 */
function roundingOf(nodes: readonly Node[], { result, terms }: Identity): bigint {
  const columns = [result, ...terms.map(({ column }) => column)];
  const digits = columns.map((column) => lastDigit(nodes, column));
  const sum = digits.reduce((total, digit) => total + digit, 0n);
  return sum / 2n;
}

function lastDigit(nodes: readonly Node[], { index, vndPerUnit }: MoneyColumn): bigint {
  let digit = vndPerUnit;
  for (const { row } of nodes) {
    const amount = row.amount(index);
    if (Number.isNaN(amount)) continue;
    while (digit > 1 && amount % digit !== 0) digit = Math.floor(digit / 10);
    if (digit === 1) break;
  }
  return BigInt(digit);
}

function absolute(vnd: bigint): bigint {
  return vnd < 0n ? -vnd : vnd;
}

function identitiesOf(frame: TableFrame, layout: Layout): Identity[] {
  const known = knownSums(layout);
  const certain = known.filter((identity) => identity.stated);
  const usual = known.filter((identity) => !identity.stated);
  return [...certain, ...statedSums(frame, layout), ...sourceSums(layout), ...usual];
}

function statedSums(frame: TableFrame, layout: Layout): Identity[] {
  const byLetter = new Map(layout.money.map((column) => [column.letter, column]));
  return frame.stated.sums.flatMap((printed) => {
    const result = byLetter.get(printed.column);
    const found = printed.terms.flatMap((term) => {
      const money = byLetter.get(term.column);
      return money === undefined ? [] : [{ column: money, sign: term.sign }];
    });
    if (result === undefined || found.length !== printed.terms.length || found.length === 0) return [];
    const says = `công thức ghi ở ô ${printed.cell}`;
    return [{ code: 'stated.differs', result, terms: found, stated: true, printed, says }];
  });
}

/** Total column = sum of its source columns; a group of sources stands for its parts. */
function sourceSums(layout: Layout): Identity[] {
  return layout.money.flatMap((result) => {
    if (result.field === null || result.source !== null) return [];
    const columns = layout.money.filter(
      (column) => column.field === result.field && column.source !== null && column.key !== null,
    );
    const groups = new Set(columns.map((column) => column.source));
    const terms = columns
      .filter((column) => !groups.has(parentOf(column.source)))
      .map((column) => ({ column, sign: 1 }) as const);
    return terms.length < 2
      ? []
      : [{ code: 'sources.differ', result, terms, stated: false, printed: null, says: 'tổng các cột nguồn vốn' }];
  });
}

function parentOf(source: string | null): string | null {
  return FUNDING_SOURCES.find((candidate) => candidate.code === source)?.parent ?? '';
}

interface KnownSum {
  readonly code: string;
  readonly result: AmountField;
  readonly plus: readonly AmountField[];
  readonly minus: readonly AmountField[];
  readonly says: string;
}

/** Sums that forms keep whether or not they print them (handbook 3 L7, 7.1, 2.3). */
const KNOWN: readonly KnownSum[] = [
  {
    code: 'adjusted.differs',
    result: 'plan.adjusted',
    plus: ['plan.initial', 'adjust.increase'],
    minus: ['adjust.decrease'],
    says: 'kế hoạch đã giao trừ giảm cộng tăng',
  },
  {
    code: 'adjusted.differs',
    result: 'plan.adjusted',
    plus: ['plan.initial', 'adjust.signed'],
    minus: [],
    says: 'kế hoạch đã giao cộng điều chỉnh',
  },
  {
    code: 'parts.differ',
    result: 'disbursed.current',
    plus: ['disbursed.completedVolume', 'disbursed.advance'],
    minus: [],
    says: 'thanh toán KLHT cộng tạm ứng',
  },
  {
    code: 'remaining.differs',
    result: 'remaining',
    plus: ['plan.current'],
    minus: ['disbursed.current'],
    says: 'kế hoạch trừ giải ngân',
  },
  {
    code: 'unpaid.differs',
    result: 'volume.unpaid',
    plus: ['volume.accepted'],
    minus: ['disbursed.fromStart'],
    says: 'giá trị nghiệm thu trừ giải ngân',
  },
];

function knownSums(layout: Layout): Identity[] {
  const column = (field: AmountField): MoneyColumn | undefined => layout.money.find((money) => money.key === field);
  return KNOWN.flatMap(({ code, result, plus, minus, says }) => {
    const found = column(result);
    const initial =
      code === 'adjusted.differs' && column('plan.initial') === undefined ? 'plan.current' : 'plan.initial';
    const terms = [
      ...plus.map((field) => ({ column: column(field === 'plan.initial' ? initial : field), sign: 1 as const })),
      ...minus.map((field) => ({ column: column(field), sign: -1 as const })),
    ];
    const present = terms.flatMap((term) =>
      term.column === undefined ? [] : [{ column: term.column, sign: term.sign }],
    );
    return found === undefined || present.length !== terms.length
      ? []
      : [{ code, result: found, terms: present, stated: code === 'adjusted.differs', printed: null, says }];
  });
}

/** Whether the row keeps the sum; null where it prints no result, or one of its terms could not be read. */
function isKept(row: BodyRow, identity: Identity): boolean | null {
  const printed = row.amount(identity.result.index);
  if (Number.isNaN(printed) || isUnread(row, identity)) return null;
  const expected = quickSum(row, identity);
  return expected === null ? differenceOf(row, identity) === 0n : expected === printed;
}

function isUnread(row: BodyRow, { terms }: Identity): boolean {
  return row.troubles.some(({ column }) => !row.prints(column.index) && terms.some((term) => term.column === column));
}

/** The expected figure in doubles; null where these would not hold it exactly. */
function quickSum(row: BodyRow, { terms }: Identity): number | null {
  let expected = 0;
  for (const { column, sign } of terms) {
    const amount = row.amount(column.index);
    if (Number.isNaN(amount)) continue;
    expected += isSignedDecrease(column, sign, amount) ? amount : sign * amount;
    if (!Number.isSafeInteger(expected)) return null;
  }
  return expected;
}

/** Annexes print a decrease with or without its minus sign: subtracted either way. */
function isSignedDecrease(column: MoneyColumn, sign: number, amount: number): boolean {
  return amount < 0 && sign === -1 && column.field === 'adjust.decrease';
}

/** Printed - expected, a cell without an amount taken for 0. */
function differenceOf(row: BodyRow, identity: Identity): bigint {
  return (row.vnd(identity.result.index) ?? 0n) - expectedOf(row, identity);
}

function expectedOf(row: BodyRow, { terms }: Identity): bigint {
  let expected = 0n;
  for (const { column, sign } of terms) {
    const value = row.vnd(column.index) ?? 0n;
    expected += isSignedDecrease(column, sign, row.amount(column.index)) ? value : BigInt(sign) * value;
  }
  return expected;
}

function tell(
  node: Node,
  identity: Identity,
  severity: 'warning' | 'info',
  told: Set<string>,
  issues: TableIssues,
): void {
  const { result, says } = identity;
  const cell = `${result.letter}${node.row.row}`;
  if (told.has(cell)) return;
  told.add(cell);
  const printed = node.row.vnd(result.index) ?? 0n;
  const expected = expectedOf(node.row, identity);
  const columns = identity.terms
    .map(({ column, sign }, index) => `${sign === 1 ? (index === 0 ? '' : ' + ') : ' - '}${column.letter}`)
    .join('');
  issues.at(
    node.row,
    result.letter,
    identity.code,
    severity,
    inUnit(printed, result.vndPerUnit),
    `Ô ${cell} ghi ${inUnit(printed, result.vndPerUnit)}, nhưng ${says} (${columns}) được ${inUnit(expected, result.vndPerUnit)}, chênh lệch ${inUnit(printed - expected, result.vndPerUnit)}${severity === 'info' ? ' (trong phạm vi làm tròn)' : ''}. Đối chiếu lại các số của dòng này.`,
  );
}
