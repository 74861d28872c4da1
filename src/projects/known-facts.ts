/** Tables of facts; each row keeps its line and the project that the line was matched with at the commit. */
export type FactTable = 'capital_plan_entry' | 'capital_demand' | 'disbursement_snapshot';

/** The instant after everything that is decided. */
export const LATEST = `'infinity'::timestamptz`;

/**
 * The rows of a fact table, each with the project that it counts for at an instant (SQL; `$2` unless told): `project_id`, and `moved` where a
 * decision tied its line to it. Rows of lines that mean no project then are left out. Whether their imports are known at the
 * instant is not asked here (`KNOWN`). A table expression; a condition on `project_id` finds its way to the indexes.
 */
export function knownFacts(table: FactTable, instant = '$2'): string {
  return resolved(table, { project: 'matched_project_id', line: 'line_ordinal', instant });
}

/**
 * The lines of imports with `effective_id`, the project that each means at an instant (SQL), `member_id`, the record of it that the
 * line itself names (another where records are merged), and `moved`.
 */
export function knownLines(instant: string): string {
  return resolved('import_line', { project: 'project_id', line: 'ordinal', instant, as: 'effective_id' });
}

interface Resolving {
  readonly project: string;
  readonly line: string;
  readonly instant: string;
  readonly as?: string;
}

/**
 * Facts are never rewritten, so a line tied elsewhere or a record merged away changes what a read finds, from its instant on. The
 * three arms exclude one another: what stands as it was matched, what is part of another record, what a decision has moved.
 */
function resolved(table: string, { project, line, instant, as = 'project_id' }: Resolving): string {
  const isMoved = `exists (select 1 from moved_lines(${instant}) moved
                            where moved.import_id = fact.import_id and moved.line_ordinal = fact.${line})`;
  return `(
    select fact.*, fact.${project} as ${as}, fact.${project} as member_id, false as moved from ${table} fact
     where fact.${project} is not null and not ${isMoved}
       and not exists (select 1 from merged_projects(${instant}) merged where merged.project_id = fact.${project})
    union all
    select fact.*, merged.root_id, fact.${project}, false from merged_projects(${instant}) merged
      join ${table} fact on fact.${project} = merged.project_id
     where not ${isMoved}
    union all
    select fact.*, moved.project_id, moved.member_id, true from moved_lines(${instant}) moved
      join ${table} fact on fact.import_id = moved.import_id and fact.${line} = moved.line_ordinal
     where moved.project_id is not null
  )`;
}

/** Lines with facts that mean no project at an instant: they found none, or a decision set them free. A table expression. */
export function linesWithoutProject(instant: string): string {
  return `(
    select line.* from import_line line
     where line.has_facts and line.project_id is null
       and not exists (select 1 from moved_lines(${instant}) moved
                        where moved.import_id = line.import_id and moved.line_ordinal = line.ordinal)
    union all
    select line.* from moved_lines(${instant}) moved
      join import_line line on line.import_id = moved.import_id and line.ordinal = moved.line_ordinal
     where moved.project_id is null
  )`;
}
