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

const CHUNK = 200;
/** Subjects that are looked up at one time: to find the next ones, every line of the import has to be looked at. */
const SUBJECTS_AHEAD = 50 * CHUNK;

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
    const places = await placesOfSubjects(manager, record.id, from);
    for (let at = 0; at < places.length; at += CHUNK) {
      const subjects = await stagedSubjects(manager, record.id, places.slice(at, at + CHUNK));
      yield { subjects, known: await knownOf(manager, record.planYear, knownAt, subjects) };
    }
    if (places.length < SUBJECTS_AHEAD) return;
    from = places.at(-1)?.first ?? from;
  }
}

async function knownOf(
  manager: EntityManager,
  planYear: number,
  knownAt: Date,
  subjects: readonly StagedSubject[],
): Promise<ReadonlyMap<string, KnownFacts>> {
  const projectIds = subjects.flatMap(({ projectId }) => projectId ?? []);
  if (projectIds.length === 0) return new Map();
  const facts = await gatherFacts(manager, { planYear, knownAt, projectIds });
  return new Map(facts.map((project) => [project.key, project]));
}

/** The last instant at which the books did not know the import. */
export async function instantBefore(
  manager: EntityManager,
  { committedAt }: Pick<ImportRecord, 'committedAt'>,
): Promise<Date> {
  return committedAt === null ? clockOfDatabase(manager) : new Date(committedAt.getTime() - 1);
}

/** Where the lines of a subject stand. */
interface SubjectPlace {
  readonly first: number;
  readonly projectId: string | null;
  readonly ordinals: readonly number[];
}

async function placesOfSubjects(manager: EntityManager, importId: string, after: number): Promise<SubjectPlace[]> {
  return manager.query<SubjectPlace[]>(
    `select min(ordinal) as first, min(effective_id::text)::uuid as "projectId", array_agg(ordinal order by ordinal) as ordinals
       from (select line.ordinal, line.new_project_key, known.effective_id
               from import_line line
               left join (select ordinal, effective_id from ${knownLines(LATEST)} every where every.import_id = $1) known
                 on known.ordinal = line.ordinal
              where line.import_id = $1 and line.has_facts) staged
      group by coalesce(effective_id::text, 'new ' || new_project_key, 'line ' || ordinal)
     having min(ordinal) > $2 order by 1 limit ${SUBJECTS_AHEAD}`,
    [importId, after],
  );
}

interface SubjectRow extends Omit<StagedSubject, 'figures' | 'printedPlan'> {
  readonly figures: readonly (Omit<StagedFigure, 'amountVnd'> & { readonly amountVnd: string })[];
  readonly plans: readonly { readonly amounts: Record<string, readonly [string, string]>; readonly sheet: string }[];
}

async function stagedSubjects(
  manager: EntityManager,
  importId: string,
  places: readonly SubjectPlace[],
): Promise<StagedSubject[]> {
  const rows = await manager.query<SubjectRow[]>(
    `select subject.first, subject."projectId", line.new_project_key is not null as "isNew", line.code, line.name, line.investor,
            (select jsonb_agg(jsonb_build_object('amounts', own.amounts, 'sheet', own.sheet) order by own.ordinal)
               from import_line own where own.import_id = $1 and own.ordinal = any(subject.ordinals)) as plans,
            (select jsonb_agg(jsonb_build_object('fact', fact.fact, 'source', fact.source, 'planKind', fact.plan_kind,
                      'amountVnd', fact.amount_vnd::text, 'effectiveOn', fact.effective_on, 'decision', fact.decision,
                      'decidedOn', fact.decided_on, 'nature', fact.nature, 'asOf', fact.as_of, 'origin', fact.origin,
                      'sheet', fact.sheet, 'cell', fact.cell) order by fact.ordinal)
               from import_fact fact
              where fact.import_id = $1 and fact.line_ordinal = any(subject.ordinals)) as figures
       from jsonb_to_recordset($2::jsonb) as subject (first integer, "projectId" uuid, ordinals integer[])
       join import_line line on line.import_id = $1 and line.ordinal = subject.first
      order by subject.first`,
    [importId, JSON.stringify(places)],
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
