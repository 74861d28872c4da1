import type { EntityManager } from 'typeorm';
import type { DeclaredReport, ReportScope } from '../domain/report-scope.js';
import type { Origin } from '../domain/words.js';

interface DeclaredRow {
  readonly report: string;
  readonly reportOrder: string;
  readonly asOf: string;
  readonly origin: Origin;
  readonly scope: ReportScope | null;
  readonly absent: readonly string[];
  readonly file: string;
  readonly sheet: string | null;
  readonly cell: string | null;
}

/**
 * Disbursement reports of a plan year that were declared complete, or from which a person marked projects as absent, as known at an
 * instant. Their evidence is the cell of their title.
 */
export async function declaredReports(
  manager: EntityManager,
  planYear: number,
  knownAt: Date,
): Promise<DeclaredReport[]> {
  const rows = await manager.query<DeclaredRow[]>(
    `select import.id as report, import.commit_seq as "reportOrder", import.as_of as "asOf", import.origin, import.scope,
            import.file, import.tables -> 0 ->> 'sheet' as sheet, import.tables -> 0 -> 'title' ->> 'cell' as cell,
            array(select coalesce(merged.root_id, absence.project_id)::text
                    from import_absence absence
                    left join merged_projects($2) merged on merged.project_id = absence.project_id
                   where absence.import_id = import.id) as absent
       from import
      where import.plan_year = $1 and import.committed_at <= $2 and (import.reversed_at is null or import.reversed_at > $2)
        and import.kind = 'disbursement' and import.as_of is not null and import.origin is not null
        and (import.scope is not null or exists (select 1 from import_absence absence where absence.import_id = import.id))
      order by import.commit_seq`,
    [planYear, knownAt],
  );
  return rows.map(({ reportOrder, absent, file, sheet, cell, ...report }) => ({
    ...report,
    reportOrder: Number(reportOrder),
    absent: new Set(absent),
    ref: { file, sheet: sheet ?? '', cell: cell ?? 'A1' },
  }));
}
