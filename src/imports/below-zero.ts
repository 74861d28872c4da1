import type { EntityManager } from 'typeorm';
import { firstBelowZero, statesPlanInFull } from '../domain/capital-plan.js';
import { fundingSourceName, UNTOLD_SOURCE } from '../domain/funding-sources.js';
import { groupBy } from '../domain/group-by.js';
import { cellPlace, type Issue } from '../domain/issue.js';
import { toVietnameseDate } from '../domain/local-date.js';
import { formatVnd } from '../domain/money.js';
import { formatCellRef, type PlanEntry } from '../domain/project-facts.js';
import { toPlanEntry } from './figure-changes.js';
import type { ImportRecord } from './import.entity.js';
import { subjectChunks, type StagedSubject } from './staged-subjects.repository.js';

/**
 * Errors at the cells that would take a plan below zero on any day, in a source or as a whole; the commit would refuse it. A
 * decrease whose plan is not in the books yet waits for it (`plan.awaited`), for papers come in any order.
 */
export async function belowZeroIssues(manager: EntityManager, record: ImportRecord): Promise<Issue[]> {
  const isPlan = record.kind === 'adjustment' || record.kind === 'capitalPlan';
  if (!isPlan || !(await hasDecreases(manager, record))) return [];
  const issues: Issue[] = [];
  for await (const { subjects, known } of subjectChunks(manager, record)) {
    for (const subject of subjects) {
      const inBooks = known.get(subject.projectId ?? '')?.planEntries ?? [];
      issues.push(...issuesOf(subject, inBooks, record.file));
    }
  }
  return issues;
}

/** Without a decrease on either side no plan can fall. */
async function hasDecreases(manager: EntityManager, { id, planYear }: ImportRecord): Promise<boolean> {
  const [row] = await manager.query<{ found: boolean }[]>(
    `select exists (select 1 from import_fact where import_id = $1 and fact = 'plan' and amount_vnd < 0)
         or exists (select 1 from capital_plan_entry where plan_year = $2 and amount_vnd < 0) as found`,
    [id, planYear],
  );
  return row?.found === true;
}

function issuesOf(subject: StagedSubject, inBooks: readonly PlanEntry[], file: string): Issue[] {
  const staged = subject.figures.flatMap((figure) => toPlanEntry(figure, file));
  const entries = [...inBooks, ...staged].filter(({ planKind }) => planKind === 'current');
  const bySource = groupBy(entries, ({ source }) => source);
  const stated = new Set([...bySource].filter(([, own]) => own.some(statesPlanInFull)).map(([source]) => source));
  const issues = [...bySource].flatMap(([source, own]) =>
    source === UNTOLD_SOURCE || !stated.has(source) ? [] : issueAbout(subject, own, staged, source),
  );
  const waits = [...bySource].some(([source, own]) => !stated.has(source) && own.some((entry) => entry.amountVnd < 0n));
  return issues.length > 0 || waits ? issues : issueAbout(subject, entries, staged, null);
}

function issueAbout(
  { name }: StagedSubject,
  entries: readonly PlanEntry[],
  staged: readonly PlanEntry[],
  source: string | null,
): Issue[] {
  const fallen = firstBelowZero(entries);
  if (fallen === null) return [];
  const own = staged.filter((entry) => entries.includes(entry));
  const at = own.includes(fallen.entry) ? fallen.entry : own.at(0);
  if (at === undefined) return [];
  const where = source === null ? '' : `, nguồn ${fundingSourceName(source)}`;
  const change = at === fallen.entry ? `ô ${at.ref.cell}` : formatCellRef(fallen.entry.ref);
  const message = `Điều chỉnh giảm ${formatVnd(-fallen.entry.amountVnd)} đồng (${change}) từ ngày ${toVietnameseDate(fallen.entry.effectiveOn)} làm kế hoạch vốn của dự án "${name}"${where} còn ${formatVnd(fallen.balanceVnd)} đồng. Sửa lại số ở ô ${at.ref.cell}; nếu kế hoạch đã được bổ sung trước đó thì nạp quyết định bổ sung rồi kiểm tra lại.`;
  const value = formatVnd(at.amountVnd);
  return [{ ...at.ref, ...cellPlace(at.ref.cell), code: 'plan.belowZero', severity: 'error', value, message }];
}
