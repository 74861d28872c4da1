import type { EntityManager } from 'typeorm';
import type { ReportedProject } from '../domain/reported-facts.js';
import { isSameName } from '../domain/vietnamese-text.js';
import type { ImportKind, ImportState } from '../imports/imports.types.js';
import { knownLines, LATEST, linesWithoutProject } from '../projects/known-facts.js';
import { REPORTED_LINE, toReportedProject, type ReportedLineRow } from '../projects/reported-line.js';
import type { CodeOnTwoNames, LinePlace } from './matching.types.js';

/** A line with money that means no project: of a committed import, or of an open one that a commit would leave without. */
export interface WaitingLine {
  readonly importId: string;
  readonly ordinal: number;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly planYear: number;
  readonly asOf: string | null;
  readonly project: ReportedProject;
  readonly amountVnd: bigint;
}

type WaitingRow = Omit<WaitingLine, 'project' | 'amountVnd'> & ReportedLineRow & { readonly amountVnd: string | null };

/** In the order of the imports and their rows. */
export async function waitingLines(manager: EntityManager): Promise<WaitingLine[]> {
  const rows = await manager.query<WaitingRow[]>(
    `select line.import_id as "importId", line.ordinal, import.kind, import.state, import.plan_year as "planYear",
            import.as_of as "asOf", ${REPORTED_LINE},
            (select sum(fact.amount_vnd)::text from import_fact fact
              where fact.import_id = line.import_id and fact.line_ordinal = line.ordinal
                and coalesce(fact.plan_kind, 'current') = 'current') as "amountVnd"
       from ${linesWithoutProject(LATEST)} line join import on import.id = line.import_id
      where import.state = 'committed' or (import.state in ('checked', 'ready') and line.new_project_key is null)
      order by import.commit_seq nulls last, import.received_at, line.ordinal`,
  );
  return rows.map((row) => {
    const { importId, ordinal, kind, state, planYear, asOf, amountVnd } = row;
    const place = { importId, ordinal, kind, state, planYear, asOf };
    return { ...place, project: toReportedProject(row), amountVnd: BigInt(amountVnd ?? '0') };
  });
}

/** Committed lines whose code stands on another name than its project has. */
export async function codesOnTwoNames(manager: EntityManager): Promise<CodeOnTwoNames[]> {
  const rows = await manager.query<CodeOnTwoNames[]>(
    `with latest as (
       select distinct on (project_id) project_id, name from project_version
        where not withdrawn order by project_id, plan_year desc, seq desc
     )
     select line.effective_id as "projectId", line.code, latest.name, line.name as "otherName",
            count(*)::integer as lines, min(import.file || '!' || line.sheet || '!A' || line.row_number) as place
       from ${knownLines(LATEST)} line
       join import on import.id = line.import_id and import.state = 'committed'
       join latest on latest.project_id = line.effective_id
       join project on project.id = line.effective_id
      where line.has_facts and line.code = project.code and line.name <> latest.name and not line.moved
        and not exists (select 1 from project_alias alias
                         where alias.project_id = line.effective_id and alias.kind = 'name' and alias.code = line.code
                           and alias.text = line.name and alias.retracted_at is null)
      group by line.effective_id, line.code, latest.name, line.name
      order by line.code, line.name`,
  );
  return rows.filter(({ name, otherName }) => !isSameName(name, otherName));
}

/** Pairs of records that a person said are two projects, as `id|id` in order. */
export async function distinctPairs(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ pair: string }[]>(
    `select least(project_id, other_project_id) || '|' || greatest(project_id, other_project_id) as pair
       from identity_decision where kind = 'distinction' and retracted_at is null`,
  );
  return new Set(rows.map(({ pair }) => pair));
}

export interface LineOfProject {
  readonly importId: string;
  readonly ordinal: number;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly sheet: string;
  readonly row: number;
  readonly file: string;
  readonly planYear: number;
  readonly asOf: string | null;
}

/** Lines of committed imports that mean a project now. */
export async function linesOfProject(manager: EntityManager, projectId: string): Promise<LineOfProject[]> {
  return manager.query<LineOfProject[]>(
    `select line.import_id as "importId", line.ordinal, line.code, line.name, line.investor, line.sheet,
            line.row_number as row, import.file, import.plan_year as "planYear", import.as_of as "asOf"
       from ${knownLines(LATEST)} line join import on import.id = line.import_id
      where line.effective_id = $1 and line.has_facts and import.state = 'committed'
      order by import.commit_seq, line.ordinal`,
    [projectId],
  );
}

export function isAt(line: LineOfProject, place: LinePlace): boolean {
  return line.importId === place.importId && line.sheet === place.sheet && line.row === place.row;
}
