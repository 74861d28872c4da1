import { cellAddress } from '../cells.js';
import type { Issue } from '../../domain/issue.js';
import { fold } from '../../domain/vietnamese-text.js';
import { canonical } from './captions.js';
import { readBody, type BodyFacts } from './body-facts.js';
import {
  captionUnit,
  draftColumns,
  finishColumns,
  isAmountField,
  planYearOfHeader,
  type DraftColumn,
} from './columns.js';
import type { TableMapping } from './corrections.js';
import type { TableFrame } from './frame.js';
import type { Header } from './header.js';
import { untilDay } from './periods.js';
import type { TableReading } from './reading.js';
import { applyMapping } from './mapping.js';
import type { HeaderCaptions } from './repeated-header.js';
import { senderOf } from './sender.js';
import { settleColumns } from './settle-columns.js';
import type { SheetIndex } from './sheet-index.js';
import { sheetIssue, tableProblems } from './table-issues.js';
import { tableKind } from './table-kind.js';
import { conflictingUnits, readTitles, titleLines, type PlacedUnit, type TitleBlock } from './titles.js';

export interface FoundHeader {
  readonly header: Header;
  /** first row of the texts that belong to this table */
  readonly titleFirstRow: number;
  readonly captions: HeaderCaptions;
}

interface Place {
  readonly index: SheetIndex;
  readonly file: string;
  readonly found: FoundHeader;
  /** row at which the next table of the sheet begins */
  readonly limit: number;
  /** what a person decided about this table, null where nobody did */
  readonly mapping: TableMapping | null;
}

/** The frame of one table, or null for an empty template, with what is wrong about it. */
export function frameAt({ index, file, found, limit, mapping }: Place): { frame: TableFrame | null; issues: Issue[] } {
  const { header, titleFirstRow } = found;
  const sheet = index.sheet;
  const body = readBody(index, header.bodyFirstRow, limit);
  if (body.rows === 0 || isEmptyTemplate(index, header, body)) {
    const message = `Trang tính "${sheet.name}" có tiêu đề bảng ở dòng ${header.firstRow} nhưng không có dòng số liệu nào (mẫu trống), đã bỏ qua.`;
    return { frame: null, issues: [sheetIssue(file, sheet.name, 'table.empty', 'info', message)] };
  }
  const lines = titleLines(
    index.between(titleFirstRow, header.firstRow - 1).map((row) => ({ row: row.row, texts: index.texts(row) })),
  );
  const titles = readTitles(lines);
  const planYear = titles.planYear ?? planYearFromHeader(header);
  const drafts = draftColumns(header, body, planYear?.year ?? null);
  settleColumns(drafts, {
    body,
    stated: header.stated,
    subject: canonical(titles.title?.text ?? ''),
    planYear: planYear?.year ?? null,
  });
  if (mapping !== null) applyMapping(drafts, mapping);
  const stated = statedUnit(mapping, header);
  const conflict =
    stated !== null ? [] : conflictingUnits(titles.units, (column) => isOverMoney(header, drafts, column));
  const units = stated ?? unitsOf(titles, conflict, header, drafts);
  const columns = finishColumns(
    drafts,
    (column) => unitFor(units.placed, header, column) ?? units.unit?.vndPerUnit ?? null,
  );
  const kind = mapping?.kind ?? tableKind(columns, titles.title?.text ?? null);
  const frame: TableFrame = {
    file,
    workbook: index.workbook,
    sheet,
    kind,
    title: titles.title,
    planYear,
    unit: units.unit,
    asOf: statedDay(mapping, titles, header) ?? asOfOf(titles, header, drafts, kind, planYear?.year ?? null),
    origin: mapping?.origin ?? originOf(titles, drafts, kind),
    sender: senderOf(lines, rowOf(titles.title?.cell)),
    decision: titles.decision,
    header: { firstRow: header.firstRow, lastRow: header.lastRow },
    columns,
    body: { firstRow: header.bodyFirstRow, lastRow: body.lastRow },
    numberRow: header.numberRow,
    stated: header.stated,
    titleSource: titles.source,
  };
  return { frame, issues: tableProblems({ frame, drafts, body, titles, titleFirstRow, conflict }) };
}

const UNIT_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'đồng'],
  [1_000, 'nghìn đồng'],
  [1_000_000, 'triệu đồng'],
  [1_000_000_000, 'tỷ đồng'],
]);

/** The unit that a person states for the whole table; it stands at the header, for the file prints none there. */
function statedUnit(
  mapping: TableMapping | null,
  header: Header,
): { unit: TableReading['unit']; placed: readonly PlacedUnit[] } | null {
  const vndPerUnit = mapping?.vndPerUnit ?? null;
  if (vndPerUnit === null) return null;
  const text = `${UNIT_NAMES.get(vndPerUnit) ?? `${vndPerUnit} đồng`} (người nạp xác nhận)`;
  return { unit: { vndPerUnit, text, cell: cellAddress(header.firstRow, 1) }, placed: [] };
}

function statedDay(mapping: TableMapping | null, titles: TitleBlock, header: Header): TableReading['asOf'] {
  const date = mapping?.asOf ?? null;
  return date === null ? null : { date, cell: titles.title?.cell ?? cellAddress(header.firstRow, 1) };
}

function rowOf(cell: string | undefined): number | null {
  return cell === undefined ? null : Number(cell.replace(/[A-Z]+/, ''));
}

/** No text under the name (or first) column but totals, and no figures. */
function isEmptyTemplate(index: SheetIndex, header: Header, body: BodyFacts): boolean {
  if (body.rows > 30) return false;
  const rows = index.between(header.bodyFirstRow, body.lastRow);
  return (
    rows.every((row) =>
      index.texts(row).every(({ text }) => /^(?:tong (?:so|cong)|cong|tong|[\d.]+|…|\.+)$|ghi chu/.test(fold(text))),
    ) && [...body.figures.values()].every((count) => count <= 1)
  );
}

function planYearFromHeader(header: Header): TableReading['planYear'] {
  const found = planYearOfHeader(header);
  return found === null ? null : { year: found.year, cell: cellAddress(found.row, found.column) };
}

/** The unit of the table and, where several unit cells stand over it, those of its column groups. */
function unitsOf(
  titles: TitleBlock,
  conflict: readonly PlacedUnit[],
  header: Header,
  drafts: readonly DraftColumn[],
): { unit: TableReading['unit']; placed: readonly PlacedUnit[] } {
  if (conflict.length > 0) return { unit: null, placed: [] };
  const money = titles.units.filter(({ unit }) => unit?.kind === 'money');
  const first = money[0];
  if (first !== undefined && first.unit?.kind === 'money') {
    const unit = { vndPerUnit: first.unit.vndPerUnit, text: first.text, cell: first.cell };
    return { unit, placed: money.length > 1 ? money : [] };
  }
  return { unit: unitOfCaptions(header, drafts), placed: [] };
}

function unitOfCaptions(header: Header, drafts: readonly DraftColumn[]): TableReading['unit'] {
  for (const draft of drafts) {
    if (!isAmountField(draft.field)) continue;
    const vndPerUnit = captionUnit(draft);
    const captions = header.columns.find(({ column }) => column === draft.column)?.captions ?? [];
    const caption = captions.find(({ text }) => captionUnit({ path: [text] }) !== null);
    if (vndPerUnit !== null && caption !== undefined) {
      return { vndPerUnit, text: caption.text, cell: cellAddress(caption.row, caption.column) };
    }
  }
  return null;
}

/** The group caption under this column has columns of money. */
function isOverMoney(header: Header, drafts: readonly DraftColumn[], column: number): boolean {
  const top = header.columns.find((candidate) => candidate.column === column)?.captions[0];
  if (top === undefined) return false;
  return drafts.some(
    ({ field, column: other }) => isAmountField(field) && other >= top.column && other <= top.lastColumn,
  );
}

/** Of several unit cells the one over the column's own top group, else none (the table's counts). */
function unitFor(placed: readonly PlacedUnit[], header: Header, column: number): number | null {
  if (placed.length === 0) return null;
  const top = header.columns.find((candidate) => candidate.column === column)?.captions[0];
  if (top === undefined) return null;
  const over = placed.find((unit) => unit.column >= top.column && unit.column <= top.lastColumn);
  return over?.unit?.kind === 'money' ? over.unit.vndPerUnit : null;
}

/** Titles first; then the captions of the year's disbursement, never those of columns from the start of construction. */
function asOfOf(
  titles: TitleBlock,
  header: Header,
  drafts: readonly DraftColumn[],
  kind: TableReading['kind'],
  planYear: number | null,
): TableReading['asOf'] {
  if (titles.asOf !== null) return titles.asOf;
  const reporting = kind === 'both' || kind === 'disbursement' || kind === 'summary';
  return asOfInCaptions(header, drafts, planYear) ?? (reporting ? titles.period : null);
}

function asOfInCaptions(header: Header, drafts: readonly DraftColumn[], planYear: number | null): TableReading['asOf'] {
  for (const draft of drafts) {
    if (draft.field !== 'disbursed.current' && draft.field !== 'disbursed.carriedOver') continue;
    const captions = header.columns.find(({ column }) => column === draft.column)?.captions ?? [];
    for (const caption of captions) {
      const date = untilDay(caption.text, planYear);
      if (date !== null) return { date, cell: cellAddress(caption.row, caption.column) };
    }
  }
  return null;
}

function originOf(
  titles: TitleBlock,
  drafts: readonly DraftColumn[],
  kind: TableReading['kind'],
): TableReading['origin'] {
  if (kind !== 'both' && kind !== 'disbursement') return null;
  const treasury = drafts.some(({ canonicalPath }) => /^ma (?:kbnn|kho bac)/.test(canonicalPath.at(-1) ?? ''));
  return titles.origin ?? (treasury ? 'treasury' : 'investor');
}
