import type { EntityManager } from 'typeorm';
import { planEntriesAsOf } from '../domain/capital-plan.js';
import { snapshotsAsOf } from '../domain/disbursement.js';
import { isPartOf } from '../domain/funding-sources.js';
import { groupBy } from '../domain/group-by.js';
import { sumVnd } from '../domain/money.js';
import { formatCellRef } from '../domain/project-facts.js';
import type { ReportScope } from '../domain/report-scope.js';
import { nameKey } from '../domain/vietnamese-text.js';
import { gatherFacts, type KnownFacts } from '../projects/facts.repository.js';
import { knownLines, LATEST } from '../projects/known-facts.js';
import type { AbsenceChoice } from './decisions.types.js';
import type { FigureChange } from './figure-changes.js';
import type { ImportRecord } from './import.entity.js';
import { instantBefore } from './staged-subjects.repository.js';

export type ComparedImport = Pick<
  ImportRecord,
  'id' | 'kind' | 'planYear' | 'asOf' | 'origin' | 'scope' | 'committedAt'
>;

/**
 * Projects of the books with a plan of the year that a plan or a report does not name, within what the report is declared complete
 * for; none for annexes and demands, which name only what they are about. Nothing is ever deleted for being absent.
 */
export async function absentProjects(manager: EntityManager, record: ComparedImport): Promise<FigureChange[]> {
  const { id, kind, planYear, asOf, scope } = record;
  if (kind !== 'disbursement' && kind !== 'capitalPlan') return [];
  const named = await manager.query<{ id: string }[]>(
    `select distinct line.effective_id as id from ${knownLines(LATEST)} line where line.import_id = $1 and line.has_facts`,
    [id],
  );
  const present = new Set(named.map((row) => row.id));
  const day = asOf ?? `${planYear}-12-31`;
  const known = await gatherFacts(manager, { planYear, knownAt: await instantBefore(manager, record) });
  return known
    .filter((facts) => !present.has(facts.key) && isInScope(facts, scope, day))
    .map((facts) => toAbsent(facts, record, day));
}

function isInScope({ investor, planEntries }: KnownFacts, scope: ReportScope | null, day: string): boolean {
  const plan = planEntriesAsOf(planEntries, day);
  if (sumVnd(plan.map(({ amountVnd }) => amountVnd)) <= 0n) return false;
  switch (scope?.kind) {
    case undefined:
    case 'all':
      return true;
    case 'sources':
      return plan.some(({ source }) => scope.sources.some((item) => item === source || isPartOf(source, item)));
    case 'investor':
      return investor !== null && nameKey(investor) === nameKey(scope.investor);
  }
}

function toAbsent(facts: KnownFacts, { kind, origin }: ComparedImport, day: string): FigureChange {
  const plan = planEntriesAsOf(facts.planEntries, day);
  const series = facts.snapshots.filter((snapshot) => snapshot.origin === origin);
  const reported =
    origin === null
      ? []
      : snapshotsAsOf(
          series,
          day,
          origin,
          plan.map(({ source }) => source),
        );
  const figures = kind === 'capitalPlan' ? plan : reported;
  const { key, code, name, investor } = facts;
  return {
    status: 'absent',
    ...{ projectId: key, code, name, investor, source: null, planKind: 'current' },
    oldVnd: figures.length === 0 ? null : sumVnd(figures.map(({ amountVnd }) => amountVnd)),
    oldCells: figures.map(({ ref }) => formatCellRef(ref)),
    oldAsOf: kind === 'capitalPlan' ? null : (reported[0]?.asOf ?? null),
    ...{ newVnd: null, newCells: [] },
  };
}

/** Absent projects of one investor, which a person decides about together. */
export interface AbsentGroup {
  /** '' for projects without an investor */
  readonly investor: string;
  readonly projects: number;
  readonly oldVnd: bigint;
  readonly choice: AbsenceChoice;
}

/** Largest group first. */
export function absentGroups(
  absent: readonly FigureChange[],
  choices: ReadonlyMap<string, AbsenceChoice>,
): AbsentGroup[] {
  return [...groupBy(absent, ({ investor }) => investor ?? '')]
    .map(([investor, projects]) => ({
      investor,
      projects: projects.length,
      oldVnd: sumVnd(projects.map(({ oldVnd }) => oldVnd ?? 0n)),
      choice: choices.get(investor) ?? ('keep' as const),
    }))
    .sort((a, b) => b.projects - a.projects || (a.investor < b.investor ? -1 : 1));
}
