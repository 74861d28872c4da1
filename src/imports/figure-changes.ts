import { planEntriesAsOf } from '../domain/capital-plan.js';
import { groupBy } from '../domain/group-by.js';
import type { LocalDate } from '../domain/local-date.js';
import { sumVnd } from '../domain/money.js';
import { formatCellRef, type PlanEntry, type ProjectFacts } from '../domain/project-facts.js';
import type { FundingSourceCode, PlanKind } from '../domain/words.js';
import type { StagedFigure, StagedSubject } from './staged-subjects.repository.js';

export const CHANGE_STATUSES = ['new', 'changed', 'unchanged', 'leftOut', 'absent'] as const;
/**
 * `new`: the books have no such figure; `leftOut`: stated, and not written because its line means no project or a person leaves it
 * out; `absent`: in the books and not in the file.
 */
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

/** One figure of the books before and after an import. */
export interface FigureChange {
  readonly status: ChangeStatus;
  readonly projectId: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  /** null where the figure is about all sources of the project */
  readonly source: FundingSourceCode | null;
  readonly planKind: PlanKind | null;
  /** null where the books have none */
  readonly oldVnd: bigint | null;
  /** `file!sheet!cell` that the old figure rests on */
  readonly oldCells: readonly string[];
  /** day of the old figure, null where it has none */
  readonly oldAsOf: LocalDate | null;
  /** null where the file states none */
  readonly newVnd: bigint | null;
  /** `sheet!cell` of this file */
  readonly newCells: readonly string[];
}

interface OldFigure {
  readonly vnd: bigint;
  readonly cells: readonly string[];
  readonly asOf: LocalDate | null;
}

/** Demands of a project in the books by source, the latest import's. */
export type KnownDemands = ReadonlyMap<FundingSourceCode, OldFigure>;

/**
 * Old -> new of everything that an import states of one project: a plan as the ledger adds up before and after it, a cumulative
 * disbursement of the same origin up to the report's day, a demand as last stated. One figure a source and plan kind.
 */
export function changesOf(
  subject: StagedSubject,
  known: ProjectFacts | undefined,
  demands: KnownDemands,
): FigureChange[] {
  const { projectId, isNew, code, name, investor, figures } = subject;
  const series = groupBy(figures, ({ fact, source, planKind }) => JSON.stringify([fact, source, planKind]));
  return [...series.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const old = oldFigure(first, known, demands);
    const newVnd = newFigure(own, known);
    const isWritten = projectId !== null || isNew;
    return [
      {
        status: isWritten ? statusOf(old, newVnd) : 'leftOut',
        ...{ projectId, code, name, investor, source: first.source, planKind: first.planKind },
        ...{ oldVnd: old?.vnd ?? null, oldCells: old?.cells ?? [], oldAsOf: old?.asOf ?? null },
        newVnd,
        newCells: own.map(({ sheet, cell }) => `${sheet}!${cell}`),
      },
    ];
  });
}

function statusOf(old: OldFigure | null, newVnd: bigint): ChangeStatus {
  if (old === null) return 'new';
  return old.vnd === newVnd ? 'unchanged' : 'changed';
}

const END_OF_TIME: LocalDate = '9999-12-31';

function oldFigure(figure: StagedFigure, known: ProjectFacts | undefined, demands: KnownDemands): OldFigure | null {
  switch (figure.fact) {
    case 'plan':
      return planOf(known?.planEntries ?? [], figure);
    case 'disbursement':
      return reported(known, figure);
    case 'demand':
      return demands.get(figure.source) ?? null;
  }
}

function newFigure(own: readonly StagedFigure[], known: ProjectFacts | undefined): bigint {
  const [first] = own;
  if (first?.fact !== 'plan') return sumVnd(own.map(({ amountVnd }) => amountVnd));
  return planOf([...(known?.planEntries ?? []), ...own.flatMap((figure) => toPlanEntry(figure))], first)?.vnd ?? 0n;
}

/** The plan of a source and kind as the whole ledger adds up. */
function planOf(entries: readonly PlanEntry[], { source, planKind }: StagedFigure): OldFigure | null {
  const all = planEntriesAsOf(entries, END_OF_TIME, planKind ?? 'current');
  const own = all.filter((entry) => entry.source === source);
  if (own.length === 0) return null;
  return {
    vnd: sumVnd(own.map(({ amountVnd }) => amountVnd)),
    cells: own.map(({ ref }) => formatCellRef(ref)),
    asOf: null,
  };
}

/** An entry of the ledger as the import would write it; empty where the figure is no plan. */
export function toPlanEntry(figure: StagedFigure, file = ''): PlanEntry[] {
  const { source, planKind, amountVnd, effectiveOn, nature, decision, decidedOn, sheet, cell } = figure;
  if (planKind === null || effectiveOn === null || nature === null) return [];
  const ref = { file, sheet, cell };
  return [{ source, planKind, amountVnd, effectiveOn, nature, decision, decidedOn, ref }];
}

/** The latest figure of the same origin, source and plan kind up to the day of the report. */
function reported(known: ProjectFacts | undefined, { source, planKind, origin, asOf }: StagedFigure): OldFigure | null {
  const own = (known?.snapshots ?? []).filter(
    (snapshot) =>
      snapshot.source === source &&
      snapshot.planKind === planKind &&
      snapshot.origin === origin &&
      (asOf === null || snapshot.asOf <= asOf),
  );
  const latest = own.reduce<(typeof own)[number] | null>(
    (last, item) =>
      last === null || item.asOf > last.asOf || (item.asOf === last.asOf && item.reportOrder > last.reportOrder)
        ? item
        : last,
    null,
  );
  if (latest === null) return null;
  const report = own.filter((snapshot) => snapshot.report === latest.report && snapshot.asOf === latest.asOf);
  return {
    vnd: sumVnd(report.map(({ amountVnd }) => amountVnd)),
    cells: report.map(({ ref }) => formatCellRef(ref)),
    asOf: latest.asOf,
  };
}
