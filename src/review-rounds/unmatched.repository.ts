import type { EntityManager } from 'typeorm';
import type { MatchCandidate } from '../domain/matching.js';
import type { UnmatchedReport } from '../domain/project-book.js';
import { KNOWN } from '../projects/facts.repository.js';
import { linesWithoutProject } from '../projects/known-facts.js';
import { REPORTED_LINE, toReportedProject, type ReportedLineRow } from '../projects/reported-line.js';

type UnmatchedRow = ReportedLineRow & {
  readonly candidates: MatchCandidate[];
  readonly amountVnd: string | null;
  readonly cells: string[];
};

/** Lines of reports up to a day that found no project of the books, with the money that no finding counts (contract: `unmatched`). */
export async function unmatchedReports(
  manager: EntityManager,
  question: { readonly planYear: number; readonly knownAt: Date; readonly asOf: string },
): Promise<UnmatchedReport[]> {
  const rows = await manager.query<UnmatchedRow[]>(
    `select ${REPORTED_LINE}, line.candidates,
            sum(fact.amount_vnd) filter (where fact.plan_kind = 'current')::text as "amountVnd",
            array_agg(fact.cell order by fact.ordinal) as cells
       from ${linesWithoutProject('$2')} line
       join import on import.id = line.import_id
       join import_fact fact on fact.import_id = line.import_id and fact.line_ordinal = line.ordinal
      where import.plan_year = $1 and ${KNOWN} and import.kind = 'disbursement' and fact.as_of <= $3
      group by line.import_id, line.ordinal, line.code, line.name, line.investor, line.location, line.sector, line.status,
               line.start_year, line.candidates, line.sheet, line.row_number, import.file, import.commit_seq
      order by import.commit_seq, line.ordinal`,
    [question.planYear, question.knownAt, question.asOf],
  );
  return rows.map((row) => ({
    project: toReportedProject(row),
    amountVnd: BigInt(row.amountVnd ?? '0'),
    candidates: row.candidates,
    refs: row.cells.map((cell) => ({ file: row.file, sheet: row.sheet, cell })),
  }));
}
