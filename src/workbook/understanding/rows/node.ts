import type { LineContext, RowRole } from '../reading.js';
import { fold } from '../../../domain/vietnamese-text.js';
import type { BodyRow } from './body-row.js';
import { headingMeaning, tellsSomething, type HeadingMeaning } from './headings.js';
import type { Mark } from './marks.js';
import { isBlankText, wordingOf, type RowWording } from './wording.js';

/**
 * How a row looks before its place is known: an `item` carries what only projects carry (a code, an investor, a decision …), a
 * `heading` is bold, in capitals or names a status, a sector, a source; the rest is `plain` and goes by its place.
 */
export type NodeLook = 'item' | 'heading' | 'plain';

/** Nothing told. */
export const NO_CONTEXT: LineContext = { source: null, sector: null, status: null, investor: null, location: null };

/** A row in the tree. Parent, children and role are filled while the tree is built, code and context after it. */
export interface Node {
  readonly row: BodyRow;
  readonly mark: Mark | null;
  readonly wording: RowWording;
  readonly folded: string;
  readonly look: NodeLook;
  /** the row has a cell in the code column */
  readonly hasCode: boolean;
  /** what its text tells as a heading; null for items */
  readonly meaning: HeadingMeaning | null;
  parent: Node | null;
  /** `addChild` adds to them */
  children: Node[];
  role: RowRole;
  /** part of what stands above it, never summed */
  isOfWhich: boolean;
  /** its amounts count in the sums of the headings above it */
  counts: boolean;
  /** depth among the headings */
  level: number;
  /** by index of money column: first cell of the component rows whose sum stands for the project's own blank figure; null for none */
  derived: Map<number, string> | null;
  /** normalised project code, null where the row has none */
  code: string | null;
  context: LineContext;
}

/** Shared by all rows without rows below them, which most are; never added to. */
const NO_CHILDREN: Node[] = [];

export function addChild(parent: Node, child: Node): void {
  if (parent.children === NO_CHILDREN) parent.children = [child];
  else parent.children.push(child);
}

/** Cells that describe one project; a row that has one is no heading. */
const IDENTITY = ['investor', 'location', 'group', 'capacity', 'period', 'decision'] as const;

export interface TableHabits {
  /** some rows of the table carry a code or describe a project */
  readonly usesItems: boolean;
  /** bold sets rows apart */
  readonly boldVaries: boolean;
}

export function habitsOf(rows: readonly BodyRow[]): TableHabits {
  const bold = rows.filter((row) => row.bold).length;
  return { usesItems: rows.some(describesProject), boldVaries: bold > 0 && bold < rows.length };
}

function describesProject(row: BodyRow): boolean {
  return hasCode(row) || IDENTITY.some((field) => row.has(field));
}

/** Cells of one work only: a decision, a period, a capacity; a heading may stand beside a place or a unit. */
const OF_A_WORK = ['capacity', 'period', 'decision'] as const;

function describesWork(row: BodyRow): boolean {
  return OF_A_WORK.some((field) => row.has(field)) || (row.has('investor') && row.has('location'));
}

function hasCode(row: BodyRow): boolean {
  const code = row.text('code');
  return code !== undefined && !isBlankText(code);
}

export function toNode(row: BodyRow, mark: Mark | null, habits: TableHabits, meanings: Meanings): Node {
  const coded = hasCode(row);
  const folded = coded ? '' : fold(row.name);
  const wording = coded ? null : wordingOf(folded);
  const described = !coded && wording !== 'total' && describesProject(row);
  const meaning = coded ? null : meanings(row.name);
  const told = meaning !== null && (tellsSomething(meaning) || GROUP.test(folded));
  // Names of works begin like headings (`Trường THPT …`, `Thủy lợi bản …`): cells that no heading has decide.
  const item = coded || (described && (!told || describesWork(row)));
  return {
    row,
    mark,
    wording: item && wording !== 'component' ? null : wording,
    folded,
    look: item ? 'item' : looksLikeHeading(row, told, habits) ? 'heading' : 'plain',
    hasCode: coded,
    meaning: item ? null : meaning,
    parent: null,
    children: NO_CHILDREN,
    role: 'note',
    isOfWhich: false,
    counts: false,
    level: 0,
    derived: null,
    code: null,
    context: NO_CONTEXT,
  };
}

/** Headings that group projects without telling status, sector or source. */
const GROUP =
  /^(?:cac |nhom )?(?:du an|cong trinh) (?:dieu chinh|nhom [abc]|quan trong|trong diem|thuoc|do )|^dieu chinh (?:tang|giam)|^cap (?:tinh|huyen|xa)|^(?:von )?thuc hien (?:dau tu|du an)/u;

function looksLikeHeading(row: BodyRow, told: boolean, habits: TableHabits): boolean {
  if (told) return true;
  if (habits.boldVaries && row.bold) return true;
  return habits.usesItems && row.look.includes('U');
}

export type Meanings = (name: string) => HeadingMeaning;

/** Heading meanings, each text understood once. */
export function rememberedMeanings(): Meanings {
  const known = new Map<string, HeadingMeaning>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const meaning = headingMeaning(name);
    known.set(name, meaning);
    return meaning;
  };
}
