import type { IssueSeverity } from '../../domain/issue.js';
import { columnLetter } from '../cells.js';
import { canonical, yearsIn } from './captions.js';
import { FIELD_NAMES } from './field-names.js';
import type { Header } from './header.js';
import { fieldOfPath, type Doubt, type PathField } from './path-field.js';
import { AMOUNT_FIELDS, type ColumnField, type ColumnReading } from './reading.js';
import { isCarriedOver, saidBy } from './synonyms.js';
import { unitInCaption } from './unit.js';
import type { BodyFacts } from './body-facts.js';

/** A column while the table is being understood. */
export interface DraftColumn extends Omit<PathField, 'confidence'> {
  readonly column: number;
  readonly letter: string;
  readonly path: string[];
  readonly canonicalPath: string[];
  /** the top caption's own cell: two groups may have the same words */
  readonly group: string;
  /** row of the lowest caption, null for a column without one */
  readonly captionRow: number | null;
  readonly figures: number;
  confidence: number;
  field: ColumnField | null;
  source: PathField['source'];
  reason: string;
  /** something to tell about the choice, with the severity */
  finding: { code: string; message: string; severity: IssueSeverity } | null;
}

const AMOUNTS: ReadonlySet<string> = new Set(AMOUNT_FIELDS);

export function isAmountField(field: ColumnField | null): boolean {
  return field !== null && AMOUNTS.has(field);
}

/** Decides what a column is: `reason` in Vietnamese, `confidence` 0..1. */
export function choose(draft: DraftColumn, field: ColumnField | null, reason: string, confidence = 0.7): void {
  draft.field = field;
  draft.reason = reason;
  draft.confidence = confidence;
}

/** What a message calls a column: `Cột K "Kế hoạch / NSTW"`. */
export function shownColumn({ letter, path }: Pick<DraftColumn, 'letter' | 'path'>): string {
  return `Cột ${letter} "${path.join(' / ')}"`;
}

/** The year that the captions of the plan columns name, the latest where several; null where none. */
export function planYearOfHeader(header: Header): { year: number; row: number; column: number } | null {
  let found: { year: number; row: number; column: number } | null = null;
  for (const { captions } of header.columns) {
    for (const caption of captions) {
      const text = canonical(caption.text);
      const said = saidBy(text);
      if (said?.kind !== 'measure' || !['plan', 'planInitial', 'planAdjusted', 'demand'].includes(said.measure))
        continue;
      if (isCarriedOver(text)) continue;
      for (const year of yearsIn(text)) {
        if (found === null || year > found.year) found = { year, row: caption.row, column: caption.column };
      }
    }
  }
  return found;
}

/** Every column of a header, and columns without a caption that hold figures, by their own path alone. */
export function draftColumns(header: Header, body: BodyFacts, planYear: number | null): DraftColumn[] {
  const captioned = new Set(header.columns.map(({ column }) => column));
  const bare = [...body.figures.keys()].filter((column) => !captioned.has(column));
  const all = [...header.columns, ...bare.map((column) => ({ column, captions: [] }))];
  return all
    .sort((a, b) => a.column - b.column)
    .map(({ column, captions }) => draft(column, captions, body.figures.get(column) ?? 0, planYear));
}

function draft(
  column: number,
  captions: readonly { text: string; row: number; column: number }[],
  figures: number,
  planYear: number | null,
): DraftColumn {
  const path = captions.map(({ text }) => text);
  const canonicalPath = path.map(canonical);
  const found = readPath(canonicalPath, planYear);
  const top = captions[0];
  return {
    ...found,
    column,
    letter: columnLetter(column),
    path,
    canonicalPath,
    group: top === undefined ? '' : `${top.row}:${top.column}`,
    captionRow: captions.at(-1)?.row ?? null,
    figures,
    reason: reasonOf(path, found),
    finding: null,
  };
}

/** By the path; where that says nothing, by its captions read as one ("Mã" over "dự án"). */
function readPath(path: readonly string[], planYear: number | null): PathField {
  const found = fieldOfPath(path, planYear);
  if (found.field !== null || found.doubt !== null || path.length < 2) return found;
  const joined = fieldOfPath([path.join(' ')], planYear);
  return joined.field === null ? found : { ...joined, confidence: joined.confidence * 0.8 };
}

const DOUBTS: Readonly<Record<Doubt, string>> = {
  bothPlans: 'gộp kế hoạch năm nay với vốn kéo dài, không tách được nên không dùng',
  otherYear: 'là số của năm khác năm kế hoạch',
  unknownPart: 'là một phần của nhóm cột, chưa rõ nguồn vốn nào',
  untoldPart: 'là một phần không rõ nguồn vốn, đã nằm trong cột tổng số',
  heldElsewhere: 'là số chi tiết, đã nằm trong cột khác hoặc không dùng để rà soát',
  adjustment: 'không nói điều chỉnh tăng hay giảm',
  cumulative: 'là lũy kế, không nói từ khi nào',
};

function reasonOf(path: readonly string[], found: PathField): string {
  if (path.length === 0) return 'Cột không có tiêu đề.';
  const shown = path[found.decidedBy ?? path.length - 1] ?? path.join(' / ');
  if (found.doubt !== null) return `"${shown}" ${DOUBTS[found.doubt]}.`;
  if (found.field === null) return `Chưa biết "${path.join(' / ')}" là gì.`;
  const source = found.source === null ? '' : `, nguồn ${found.source}`;
  return `"${shown}" là ${FIELD_NAMES[found.field]}${source}.`;
}

/** Finished columns: đồng per unit for money, from the caption's own unit where it prints one, else the table's. */
export function finishColumns(
  drafts: readonly DraftColumn[],
  unitFor: (column: number) => number | null,
): ColumnReading[] {
  return drafts.map((draft) => ({
    letter: draft.letter,
    path: draft.path,
    field: draft.field,
    source: isAmountField(draft.field) ? draft.source : null,
    vndPerUnit: isMoney(draft) ? (captionUnit(draft) ?? unitFor(draft.column)) : null,
    confidence: Math.round(draft.confidence * 100) / 100,
    reason: draft.reason,
  }));
}

function isMoney(draft: DraftColumn): boolean {
  if (isAmountField(draft.field)) return true;
  const counted = /\b(?:so (?:du an|luong|goi thau|ho|ngay)|dien tich|chieu dai|km|ha|m2)\b/;
  return draft.field === null && draft.figures > 0 && !draft.canonicalPath.some((caption) => counted.test(caption));
}

/** đồng per unit that the column's own captions print, null where none. */
export function captionUnit(draft: Pick<DraftColumn, 'path'>): number | null {
  for (const caption of [...draft.path].reverse()) {
    const unit = unitInCaption(caption);
    if (unit?.kind === 'money') return unit.vndPerUnit;
  }
  return null;
}
