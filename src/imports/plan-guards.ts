import type { EntityManager } from 'typeorm';
import { fundingSourceName } from '../domain/funding-sources.js';
import { cellPlace, type Issue } from '../domain/issue.js';
import { toVietnameseDate } from '../domain/local-date.js';
import { formatVnd } from '../domain/money.js';
import { knownFacts, LATEST } from '../projects/known-facts.js';
import { idsOf, parameterOf, type ProjectSet } from '../projects/project-set.js';
import type { Refusal } from '../http/refusal.js';

interface Conflict {
  readonly project: string;
  readonly source: string;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
  readonly count: string;
}

/** Two papers that state one plan in full, of which neither was decided after the other (`isDecidedAfter` of the domain). */
const WITHOUT_ORDER = `entry.plan_kind = fact.plan_kind and entry.nature = fact.nature and fact.nature in ('initial', 'carryOver')
  and entry.effective_on = fact.effective_on and coalesce(entry.decided_on = fact.decided_on, true)`;

/** The same decision about the same plan. */
const SAME_CHANGE = `entry.plan_kind = fact.plan_kind and entry.nature not in ('initial', 'carryOver')
  and fact.nature not in ('initial', 'carryOver')
  and entry.decision = fact.decision and entry.effective_on = fact.effective_on`;

/**
 * The plan of one project, source and kind is stated in full by one paper; a second one of the same decision, or of a day that
 * the papers do not tell apart, would double it. An adjustment decision changes a project's source once. Null where the staged
 * import doubles nothing.
 */
export async function doubledPlan(manager: EntityManager, importId: string, planYear: number): Promise<Refusal | null> {
  if (!(await hasOtherPlans(manager, importId, planYear))) return null;
  const assigned = await firstConflict(manager, importId, planYear, WITHOUT_ORDER);
  if (assigned !== null) return { code: 'plan.assignedTwice', parameters: describeConflict(assigned) };
  const adjusted = await firstConflict(manager, importId, planYear, SAME_CHANGE);
  return adjusted === null ? null : { code: 'plan.adjustedTwice', parameters: describeConflict(adjusted) };
}

/** Without a plan of another import nothing is stated twice. */
async function hasOtherPlans(manager: EntityManager, importId: string, planYear: number): Promise<boolean> {
  const [row] = await manager.query<{ found: boolean }[]>(
    'select exists (select 1 from capital_plan_entry where plan_year = $1 and import_id <> $2) as found',
    [planYear, importId],
  );
  return row?.found === true;
}

function describeConflict({ project, source, file, sheet, cell, count }: Conflict): Refusal['parameters'] {
  return { project, source, where: `${file}!${sheet}!${cell}`, count };
}

async function firstConflict(
  manager: EntityManager,
  importId: string,
  planYear: number,
  isSame: string,
): Promise<Conflict | null> {
  const [conflict] = await manager.query<Conflict[]>(
    `with fact as materialized (
       select fact.*, line.name as project, coalesce(merged.root_id, line.project_id) as project_id
         from import_fact fact
         join import_line line on line.import_id = fact.import_id and line.ordinal = fact.line_ordinal
         left join merged_projects(${LATEST}) merged on merged.project_id = line.project_id
        where fact.import_id = $1 and fact.fact = 'plan' and line.project_id is not null
     ), entry as materialized (
       select entry.*, other.file
         from ${knownFacts('capital_plan_entry', LATEST)} entry
         join import other on other.id = entry.import_id and other.state = 'committed'
        where entry.plan_year = $2 and entry.import_id <> $1 and entry.project_id in (select project_id from fact)
     )
     select fact.project, fact.source, entry.file, entry.sheet, entry.cell, count(*) over ()::text as count
       from fact join entry on entry.project_id = fact.project_id and entry.source = fact.source and ${isSame}
      order by fact.ordinal, entry.seq limit 1`,
    [importId, planYear],
  );
  return conflict ?? null;
}

interface Restatement {
  readonly project: string;
  readonly source: string;
  readonly sheet: string;
  readonly cell: string;
  readonly newVnd: string;
  readonly effectiveOn: string;
  readonly oldVnd: string;
  readonly oldPlace: string;
  readonly oldEffectiveOn: string;
  readonly isLater: boolean;
}

/**
 * A staged plan that another decision has stated in full before or after: a question with both figures at the cell, because the
 * later one will replace the earlier one from its day on. Plans that stay the same are not mentioned.
 */
export async function restatedPlans(
  manager: EntityManager,
  importId: string,
  file: string,
  planYear: number,
): Promise<Issue[]> {
  if (!(await hasOtherPlans(manager, importId, planYear))) return [];
  const rows = await manager.query<Restatement[]>(
    `with staged as (
       select coalesce(merged.root_id, line.project_id) as project_id, fact.source, fact.plan_kind, fact.effective_on,
              fact.decided_on, min(line.name) as project,
              min(fact.ordinal) as ordinal, (array_agg(fact.sheet order by fact.ordinal))[1] as sheet,
              (array_agg(fact.cell order by fact.ordinal))[1] as cell, sum(fact.amount_vnd) as amount
         from import_fact fact
         join import_line line on line.import_id = fact.import_id and line.ordinal = fact.line_ordinal
         left join merged_projects(${LATEST}) merged on merged.project_id = line.project_id
        where fact.import_id = $1 and fact.nature in ('initial', 'carryOver') and line.project_id is not null
        group by 1, fact.source, fact.plan_kind, fact.effective_on, fact.decided_on
     ), stated as (
       select entry.project_id, entry.source, entry.plan_kind, entry.effective_on, entry.decided_on,
              sum(entry.amount_vnd) as amount, min(import.file || '!' || entry.sheet || '!' || entry.cell) as place
         from ${knownFacts('capital_plan_entry', LATEST)} entry
         join import on import.id = entry.import_id and import.state = 'committed'
        where entry.plan_year = $2 and entry.nature in ('initial', 'carryOver') and entry.import_id <> $1
          and entry.project_id in (select project_id from staged)
        group by entry.project_id, entry.source, entry.plan_kind, entry.effective_on, entry.decided_on
     )
     select staged.project, staged.source, staged.sheet, staged.cell, staged.amount::text as "newVnd",
            staged.effective_on as "effectiveOn", stated.amount::text as "oldVnd", stated.place as "oldPlace",
            stated.effective_on as "oldEffectiveOn",
            (staged.effective_on, coalesce(staged.decided_on, staged.effective_on))
              > (stated.effective_on, coalesce(stated.decided_on, stated.effective_on)) as "isLater"
       from staged join stated using (project_id, source, plan_kind)
      where staged.amount <> stated.amount
        and (staged.effective_on <> stated.effective_on or staged.decided_on <> stated.decided_on)
      order by staged.ordinal, stated.effective_on`,
    [importId, planYear],
  );
  return rows.map((row) => restatementIssue(file, row));
}

function restatementIssue(file: string, row: Restatement): Issue {
  const { sheet, cell, isLater } = row;
  const figures = [
    `${formatVnd(BigInt(row.oldVnd))} đồng trong sổ (${row.oldPlace})`,
    `${formatVnd(BigInt(row.newVnd))} đồng ở ô ${cell}`,
  ];
  const [before, after] = isLater ? figures : figures.reverse();
  const since = toVietnameseDate(isLater ? row.effectiveOn : row.oldEffectiveOn);
  return {
    ...{ file, sheet, ...cellPlace(cell) },
    code: 'plan.statedAnew',
    severity: 'warning',
    value: formatVnd(BigInt(row.newVnd)),
    message: `Kế hoạch vốn của dự án "${row.project}", nguồn ${fundingSourceName(row.source)}: ${before ?? ''} sẽ được thay bằng ${after ?? ''} từ ngày ${since}. Nếu đây là vốn giao thêm thì ghi rõ "bổ sung" ở tiêu đề phụ lục rồi nạp lại.`,
  };
}

/**
 * Decreases of a staged adjustment whose plan no paper in the books states: they are kept and count, and wait for that paper. A
 * question, because it may also be the wrong project or source.
 */
export async function awaitedPlans(
  manager: EntityManager,
  importId: string,
  file: string,
  planYear: number,
): Promise<Issue[]> {
  const rows = await manager.query<{ project: string; source: string; sheet: string; cell: string; amount: string }[]>(
    `select line.name as project, fact.source, fact.sheet, fact.cell, fact.amount_vnd::text as amount
       from import_fact fact
       join import_line line on line.import_id = fact.import_id and line.ordinal = fact.line_ordinal
      where fact.import_id = $1 and fact.nature = 'decrease'
        and not exists (select 1 from ${knownFacts('capital_plan_entry', LATEST)} entry join import on import.id = entry.import_id
                         where import.state = 'committed' and entry.project_id = line.project_id and entry.plan_year = $2
                           and entry.amount_vnd > 0 and (entry.source = fact.source or entry.source = $3))
      order by fact.ordinal`,
    [importId, planYear, UNTOLD],
  );
  return rows.map(({ project, source, sheet, cell, amount }) => ({
    ...{ file, sheet, ...cellPlace(cell) },
    code: 'plan.awaited',
    severity: 'warning',
    value: formatVnd(BigInt(amount)),
    message: `Ô ${cell} giảm kế hoạch vốn của dự án "${project}", nguồn ${fundingSourceName(source)}, nhưng trong sổ chưa có tệp giao kế hoạch này. Số giảm vẫn được ghi và chờ tệp giao kế hoạch; nếu đã nạp kế hoạch rồi thì kiểm tra lại dự án và nguồn vốn.`,
  }));
}

/** Source of money whose source the paper does not tell: its changes may stand against the plan of any source. */
const UNTOLD = 'KHAC';

/**
 * Null where no plan of the given projects is below zero, in a source or as a whole. A decrease whose plan is not in the books yet
 * waits for it: papers may come in any order.
 */
export async function negativePlan(
  manager: EntityManager,
  projects: ProjectSet,
  planYear: number,
): Promise<Refusal | null> {
  if (!(await hasDecreases(manager, planYear))) return null;
  const [worst] = await manager.query<{ project: string; source: string; amount: string; count: string }[]>(
    `with entry as (
       select entry.*,
              max(effective_on) filter (where nature in ('initial', 'carryOver')) over plan as stated_on
         from ${knownFacts('capital_plan_entry', LATEST)} entry join import on import.id = entry.import_id and import.state = 'committed'
        where entry.project_id in (${idsOf(projects)}) and entry.plan_year = $2
       window plan as (partition by entry.project_id, entry.source, entry.plan_kind)
     ), dated as (
       select *, max(decided_on) filter (where nature in ('initial', 'carryOver') and effective_on = stated_on)
                   over (partition by project_id, source, plan_kind) as decided_last
         from entry
     ), total as (
       -- what a later decision states anew counts no more (planEntriesAsOf of the domain)
       select entry.project_id, entry.source, sum(entry.amount_vnd) as amount, count(stated_on) > 0 as stated
         from dated entry
        where stated_on is null or effective_on > stated_on
           or (effective_on = stated_on and coalesce(decided_on >= decided_last, true))
        group by entry.project_id, entry.source
     ), checked as (
       select project_id, source, amount from total where stated and source <> $3
       union all
       select project_id, null, sum(amount) from total
        group by project_id having bool_and(stated or amount >= 0)
     )
     select version.name as project, coalesce(total.source, 'tất cả các nguồn') as source, total.amount::text as amount,
            count(*) over ()::text as count
       from checked total
       join lateral (select name from project_version where project_id = total.project_id order by seq desc limit 1) version
         on true
      where total.amount < 0
      order by total.amount limit 1`,
    [parameterOf(projects), planYear, UNTOLD],
  );
  if (worst === undefined) return null;
  return { code: 'plan.wouldBeNegative', parameters: { ...worst, amount: formatVnd(BigInt(worst.amount)) } };
}

/** Without a decrease no plan can fall below zero. */
async function hasDecreases(manager: EntityManager, planYear: number): Promise<boolean> {
  const [row] = await manager.query<{ found: boolean }[]>(
    'select exists (select 1 from capital_plan_entry where plan_year = $1 and amount_vnd < 0) as found',
    [planYear],
  );
  return row?.found === true;
}
