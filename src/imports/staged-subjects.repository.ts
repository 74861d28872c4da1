import type { EntityManager } from 'typeorm';
import type { Origin, PlanKind, PlanNature } from '../domain/words.js';
import { gatherFacts, type KnownFacts } from '../projects/facts.repository.js';
import { knownLines, LATEST } from '../projects/known-facts.js';
import { clockOfDatabase } from '../database/transaction.js';
import type { ImportRecord } from './import.entity.js';

/** An amount that an import states, as staged. */
export interface StagedFigure {
  readonly fact: 'plan' | 'disbursement' | 'demand';
  readonly source: string;
  readonly planKind: PlanKind | null;
  readonly amountVnd: bigint;
  readonly effectiveOn: string | null;
  readonly decision: string | null;
  readonly decidedOn: string | null;
  readonly nature: PlanNature | null;
  readonly asOf: string | null;
  readonly origin: Origin | null;
  readonly sheet: string;
  readonly cell: string;
}

/** A project, or a line that means none, with everything that an import states of it. */
export interface StagedSubject {
  /** ordinal of its first line */
  readonly first: number;
  /** project of the books, null for one still to be made and for a line that found none */
  readonly projectId: string | null;
  readonly isNew: boolean;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly figures: readonly StagedFigure[];
  /** plan of the year that its lines print beside other figures, with the cells; null where they print none */
  readonly printedPlan: readonly { readonly vnd: bigint; readonly sheet: string; readonly cell: string }[];
}

/** Subjects of an import in the order of the workbook, each with what the books know of its project. */
export interface SubjectChunk {
  readonly subjects: readonly StagedSubject[];
  readonly known: ReadonlyMap<string, KnownFacts>;
}

const CHUNK = 500;

/**
 * Goes through an import in chunks, so that neither a large file nor large books hold the process. `known` is what the books
 * knew before the import: now for an open one, just before its commit for a committed one.
 *
 * @param after ordinal after which to begin, -1 for the beginning
 */
export async function* subjectChunks(
  manager: EntityManager,
  record: Pick<ImportRecord, 'id' | 'planYear' | 'committedAt'>,
  after = -1,
): AsyncGenerator<SubjectChunk> {
  const knownAt = await instantBefore(manager, record);
  for (let from = after; ;) {
    const subjects = await stagedSubjects(manager, record.id, from);
    if (subjects.length === 0) return;
    const projectIds = subjects.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
    const facts =
      projectIds.length === 0 ? [] : await gatherFacts(manager, { planYear: record.planYear, knownAt, projectIds });
    yield { subjects, known: new Map(facts.map((project) => [project.key, project])) };
    if (subjects.length < CHUNK) return;
    from = subjects.at(-1)?.first ?? from;
  }
}

/** The last instant at which the books did not know the import. */
export async function instantBefore(
  manager: EntityManager,
  { committedAt }: Pick<ImportRecord, 'committedAt'>,
): Promise<Date> {
  return committedAt === null ? clockOfDatabase(manager) : new Date(committedAt.getTime() - 1);
}

interface SubjectRow extends Omit<StagedSubject, 'figures' | 'printedPlan'> {
  readonly figures: readonly (Omit<StagedFigure, 'amountVnd'> & { readonly amountVnd: string })[];
  readonly plans: readonly { readonly amounts: Record<string, readonly [string, string]>; readonly sheet: string }[];
}

async function stagedSubjects(manager: EntityManager, importId: string, after: number): Promise<StagedSubject[]> {
  const rows = await manager.query<SubjectRow[]>(
    `with staged as (
       select line.ordinal, line.amounts, line.sheet, line.new_project_key, known.effective_id
         from import_line line
         left join (select * from ${knownLines(LATEST)} every where every.import_id = $1) known on known.ordinal = line.ordinal
        where line.import_id = $1 and line.has_facts
     ), subject as (
       select coalesce(effective_id::text, 'new ' || new_project_key, 'line ' || ordinal) as key,
              min(effective_id::text)::uuid as effective_id, min(ordinal) as first,
              array_agg(ordinal order by ordinal) as ordinals,
              jsonb_agg(jsonb_build_object('amounts', amounts, 'sheet', sheet) order by ordinal) as plans
         from staged group by 1 having min(ordinal) > $2 order by 3 limit $3
     )
     select subject.first, subject.effective_id as "projectId", line.new_project_key is not null as "isNew", line.code, line.name,
            line.investor, subject.plans,
            (select jsonb_agg(jsonb_build_object('fact', fact.fact, 'source', fact.source, 'planKind', fact.plan_kind,
                      'amountVnd', fact.amount_vnd::text, 'effectiveOn', fact.effective_on, 'decision', fact.decision,
                      'decidedOn', fact.decided_on, 'nature', fact.nature, 'asOf', fact.as_of, 'origin', fact.origin,
                      'sheet', fact.sheet, 'cell', fact.cell) order by fact.ordinal)
               from import_fact fact
              where fact.import_id = $1 and fact.line_ordinal = any(subject.ordinals)) as figures
       from subject join import_line line on line.import_id = $1 and line.ordinal = subject.first
      order by subject.first`,
    [importId, after, CHUNK],
  );
  return rows.map(({ figures, plans, ...subject }) => ({
    ...subject,
    figures: figures.map((figure) => ({ ...figure, amountVnd: BigInt(figure.amountVnd) })),
    printedPlan: plans.flatMap(({ amounts, sheet }) => printedPlanOf(amounts, sheet)),
  }));
}

/** The whole of the row where it prints one, else its parts by source. */
function printedPlanOf(
  amounts: Record<string, readonly [vnd: string, cell: string]>,
  sheet: string,
): { vnd: bigint; sheet: string; cell: string }[] {
  const whole = amounts['plan.current'];
  const parts = Object.entries(amounts).filter(([key]) => key.startsWith('plan.current@'));
  const printed = whole === undefined ? parts.map(([, amount]) => amount) : [whole];
  return printed.map(([vnd, cell]) => ({ vnd: BigInt(vnd), sheet, cell }));
}
