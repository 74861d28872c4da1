import type { EntityManager } from 'typeorm';
import type { Issue } from '../domain/issue.js';
import type { MatchCandidate } from '../domain/matching.js';
import { isSameName } from '../domain/vietnamese-text.js';
import { LATEST } from '../projects/known-facts.js';
import { latestNames } from '../projects/known-projects.repository.js';

interface ToldLine {
  readonly ordinal: number;
  readonly sheet: string;
  readonly row: number;
  readonly code: string | null;
  readonly name: string;
  readonly candidates: readonly MatchCandidate[];
  /** name of the project of the books that its code means, null where the line means no project */
  readonly knownName: string | null;
}

const LINES_A_PAGE = 400;

/** What a person should know about how the staged lines found their projects, page by page; none of it blocks. */
export async function* matchIssues(manager: EntityManager, importId: string, file: string): AsyncGenerator<Issue[]> {
  for (let after = -1; ;) {
    const lines = await linesWorthALook(manager, importId, after);
    if (lines.length === 0) return;
    yield lines.flatMap((line) =>
      line.knownName === null ? unmatchedIssue(file, line) : otherNameIssue(file, line, line.knownName),
    );
    after = lines.at(-1)?.ordinal ?? after;
  }
}

/** Lines without a project, and lines that found theirs by its code, with its name. */
async function linesWorthALook(manager: EntityManager, importId: string, after: number): Promise<ToldLine[]> {
  return manager.query<ToldLine[]>(
    `with page as materialized (
       select line.ordinal, line.sheet, line.row_number, line.code, line.name, line.candidates,
              coalesce(merged.root_id, line.project_id) as root_id
         from (select * from import_line
                where import_id = $1 and ordinal > $2 and has_facts
                  and (matched_by = 'code' or (project_id is null and new_project_key is null))
                order by ordinal limit ${LINES_A_PAGE}) line
         left join merged_projects(${LATEST}) merged on merged.project_id = line.project_id
     )
     select page.ordinal, page.sheet, page.row_number as row, page.code, page.name, page.candidates, latest.name as "knownName"
       from page left join (${latestNames('project_id in (select root_id from page)')}) latest on latest.project_id = page.root_id
      order by page.ordinal`,
    [importId, after],
  );
}

function unmatchedIssue(file: string, line: ToldLine): Issue {
  const near = line.candidates[0];
  const hint = near === undefined ? '' : ` Gần giống nhất: ${near.reason}.`;
  const message = `Dòng "${line.name}" (ô A${line.row}, trang tính "${line.sheet}") không có mã và không khớp dự án nào trong sổ, nên số tiền của dòng này chưa được ghi.${hint} Bổ sung mã dự án vào tệp rồi nạp lại.`;
  return issueAt(file, line, 'project.unmatched', message);
}

/** A code found, but under another name: often a mistyped code. */
function otherNameIssue(file: string, line: ToldLine, knownName: string): Issue[] {
  if (isSameName(line.name, knownName)) return [];
  const message = `Mã dự án ${line.code ?? ''} ở ô A${line.row}, trang tính "${line.sheet}" có tên "${line.name}", khác tên trong sổ "${knownName}". Kiểm tra lại mã hoặc tên dự án.`;
  return [issueAt(file, line, 'project.nameDiffers', message)];
}

function issueAt(file: string, { sheet, row, name }: ToldLine, code: string, message: string): Issue {
  return { file, sheet, cell: `A${row}`, row, column: 'A', code, severity: 'warning', value: name, message };
}
