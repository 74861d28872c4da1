import type { EntityManager } from 'typeorm';
import type { LocalDate } from '../domain/local-date.js';
import type { Obligation } from '../domain/project-facts.js';
import { knownFacts } from './known-facts.js';

/** Obligations of which projects (all where none are named), as the books knew them at an instant. */
export interface ObligationsQuestion {
  readonly planYear: number;
  readonly knownAt: Date;
  /** last day of reports that count; null = all */
  readonly asOf: LocalDate | null;
  readonly projectIds?: readonly string[];
}

/**
 * Accepted volume that is not paid for, by project and source: as the latest report up to a day states it or the latest list of
 * demands, whichever came into the books later. Rows of one project and source in one file add up.
 */
export async function obligationsByProject(
  manager: EntityManager,
  { planYear, knownAt, asOf, projectIds }: ObligationsQuestion,
): Promise<Map<string, Obligation[]>> {
  const rows = await manager.query<ObligationRow[]>(ACCEPTED_UNPAID, [planYear, knownAt, asOf, projectIds ?? null]);
  const byProject = new Map<string, Obligation[]>();
  for (const { projectId, source, amountVnd, file, sheet, cell } of rows) {
    const obligation: Obligation = {
      ...{ kind: 'acceptedUnpaid', source, amountVnd: BigInt(amountVnd), ref: { file, sheet, cell } },
    };
    byProject.set(projectId, [...(byProject.get(projectId) ?? []), obligation]);
  }
  return byProject;
}

interface ObligationRow {
  readonly projectId: string;
  readonly source: string;
  readonly amountVnd: string;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
}

const KNOWN = `import.committed_at <= $2 and (import.reversed_at is null or import.reversed_at > $2)`;
const WANTED = `fact.plan_year = $1 and fact.accepted_unpaid_vnd is not null and ($4::uuid[] is null or fact.project_id = any($4))`;
const STATED = `fact.project_id, fact.source, sum(fact.accepted_unpaid_vnd) as vnd, import.commit_seq, import.file,
  (array_agg(fact.sheet order by fact.seq))[1] as sheet, (array_agg(fact.cell order by fact.seq))[1] as cell`;

const ACCEPTED_UNPAID = `
  select distinct on (stated.project_id, stated.source) stated.project_id as "projectId", stated.source,
         stated.vnd::text as "amountVnd", stated.file, stated.sheet, stated.cell
    from (
      select ${STATED} from ${knownFacts('capital_demand')} fact join import on import.id = fact.import_id
       where ${WANTED} and ${KNOWN} group by fact.project_id, fact.source, import.id
      union all
      select * from (
        select distinct on (report.project_id, report.source) report.project_id, report.source, report.vnd, report.commit_seq,
               report.file, report.sheet, report.cell
          from (
            select ${STATED}, fact.as_of from ${knownFacts('disbursement_snapshot')} fact join import on import.id = fact.import_id
             where ${WANTED} and ${KNOWN} and fact.plan_kind = 'current' and ($3::date is null or fact.as_of <= $3)
             group by fact.project_id, fact.source, import.id, fact.as_of
          ) report
         order by report.project_id, report.source, report.as_of desc, report.commit_seq desc
      ) latest
    ) stated
   order by stated.project_id, stated.source, stated.commit_seq desc`;
