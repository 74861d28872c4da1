import type { EntityManager } from 'typeorm';
import type { LocalDate } from '../domain/local-date.js';
import { DESCRIBED, KNOWN } from '../projects/facts.repository.js';
import { knownFacts } from '../projects/known-facts.js';

/** Which plan year, as the books knew it at an instant. */
export interface CalendarQuestion {
  readonly planYear: number;
  readonly knownAt: Date;
}

export interface ReportingInvestor {
  readonly investor: string;
  readonly projects: number;
}

/** Investors with a plan in the year: they owe a report each month. By name. */
export async function reportingInvestors(
  manager: EntityManager,
  { planYear, knownAt }: CalendarQuestion,
): Promise<ReportingInvestor[]> {
  return manager.query<ReportingInvestor[]>(
    `select described.investor, count(*)::integer as projects from (${DESCRIBED}) described
      where described.investor is not null
        and exists (select 1 from ${knownFacts('capital_plan_entry')} fact join import on import.id = fact.import_id
                     where fact.project_id = described.project_id and fact.plan_year = $1 and ${KNOWN})
      group by described.investor order by described.investor collate "vi-x-icu"`,
    [planYear, knownAt],
  );
}

export interface SentReport {
  readonly investor: string;
  /** `2025-06` */
  readonly month: string;
  /** day in Việt Nam on which the workbook was handed in */
  readonly sentOn: LocalDate;
  readonly importId: string;
}

/** The first report of each investor and month: figures of the investor series about one of its projects. */
export async function sentReports(
  manager: EntityManager,
  { planYear, knownAt }: CalendarQuestion,
): Promise<SentReport[]> {
  return manager.query<SentReport[]>(
    `with reported as (
       select distinct fact.project_id, fact.import_id, to_char(fact.as_of, 'YYYY-MM') as month
         from ${knownFacts('disbursement_snapshot')} fact join import on import.id = fact.import_id
        where fact.plan_year = $1 and ${KNOWN} and fact.origin = 'investor'
     )
     select distinct on (described.investor, reported.month) described.investor, reported.month,
            to_char(import.received_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as "sentOn", import.id as "importId"
       from reported
       join import on import.id = reported.import_id
       join (${DESCRIBED}) described on described.project_id = reported.project_id
      where described.investor is not null
      order by described.investor, reported.month, import.received_at, import.id`,
    [planYear, knownAt],
  );
}
