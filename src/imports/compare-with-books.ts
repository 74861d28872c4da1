import type { EntityManager } from 'typeorm';
import { planEntriesAsOf, statesPlanInFull } from '../domain/capital-plan.js';
import { snapshotsAsOf } from '../domain/disbursement.js';
import { groupBy } from '../domain/group-by.js';
import type { Issue } from '../domain/issue.js';
import type { LocalDate } from '../domain/local-date.js';
import { sumVnd } from '../domain/money.js';
import type { DisbursementSnapshot, PlanEntry, ProjectFacts } from '../domain/project-facts.js';
import {
  dayOfYear,
  decreasedFigures,
  disbursedAbovePlan,
  figuresAboveLater,
  repeatedPlanDiffers,
  unusualTotal,
  type DecidedPlan,
  type RecordedFigure,
} from '../domain/report-checks.js';
import { suspectScale, type ReportFigure } from '../domain/suspect-scale.js';
import { gatherFacts } from '../projects/facts.repository.js';
import type { ImportRecord } from './import.entity.js';
import { instantBefore, subjectChunks, type StagedSubject } from './staged-subjects.repository.js';

/** Warnings that only the books can give: against the last period and the decided plan, cell by cell, and the magnitude guard. */
export async function compareWithBooks(manager: EntityManager, record: ImportRecord): Promise<Issue[]> {
  if (record.kind === 'disbursement') return compareReport(manager, record);
  if (record.kind === 'capitalPlan') return comparePlan(manager, record);
  return [];
}

async function compareReport(manager: EntityManager, record: ImportRecord): Promise<Issue[]> {
  const issues: Issue[] = [];
  const magnitude = new Magnitudes();
  for await (const { subjects, known } of subjectChunks(manager, record)) {
    const sides = subjects.flatMap((subject) => {
      const facts = subject.projectId === null ? undefined : known.get(subject.projectId);
      return facts === undefined ? [] : sidesOf(record.file, subject, facts);
    });
    const current = sides.flatMap((side) => side.current);
    const earlier = sides.flatMap((side) => side.earlier);
    const plans = sides.flatMap((side) => side.plan);
    for (const side of sides) magnitude.add(side);
    issues.push(
      ...decreasedFigures(current, earlier),
      ...figuresAboveLater(
        current,
        sides.flatMap((side) => side.later),
      ),
      ...suspectScale(current, earlier),
      ...disbursedAbovePlan(current, plans),
      ...repeatedPlanDiffers(
        sides.flatMap((side) => side.repeated),
        plans,
      ),
    );
  }
  const unusual = magnitude.unusual(record);
  return unusual === null ? issues : [unusual, ...issues];
}

/** What a report and the books say of one project, side by side. */
interface Sides {
  readonly current: readonly ReportFigure[];
  readonly earlier: readonly RecordedFigure[];
  readonly later: readonly RecordedFigure[];
  readonly plan: readonly DecidedPlan[];
  readonly repeated: readonly (DecidedPlan & { readonly name: string })[];
}

function sidesOf(file: string, subject: StagedSubject, facts: ProjectFacts): Sides[] {
  const { name, figures, printedPlan } = subject;
  const { asOf = null, origin = null } = figures[0] ?? {};
  if (asOf === null || origin === null) return [];
  const series = facts.snapshots.filter((snapshot) => snapshot.origin === origin);
  const inForce = planEntriesAsOf(facts.planEntries, asOf);
  const projectKey = facts.key;
  const current = figures.flatMap(({ source, planKind, amountVnd, sheet, cell }) => {
    if (planKind === null) return [];
    const planned = planEntriesAsOf(facts.planEntries, asOf, planKind).filter((entry) => entry.source === source);
    const planVnd = planned.length === 0 ? null : sumVnd(planned.map((entry) => entry.amountVnd));
    return [{ projectKey, name, source, planKind, amountVnd, planVnd, ref: { file, sheet, cell } }];
  });
  return [
    {
      current,
      earlier: toRecorded(projectKey, lastBefore(series, asOf, inForce)),
      later: toRecorded(projectKey, firstAfter(series, asOf)),
      plan: toPlan(projectKey, inForce),
      repeated: printedPlan.map(({ vnd, sheet, cell }) => ({
        ...{ projectKey, name, planVnd: vnd },
        ref: { file, sheet, cell },
      })),
    },
  ];
}

/** Of the plan of the year by the rule of the reviews; of carried-over capital the latest figure of each source. */
function lastBefore(
  series: readonly DisbursementSnapshot[],
  asOf: LocalDate,
  plan: readonly PlanEntry[],
): DisbursementSnapshot[] {
  const [first] = series;
  if (first === undefined) return [];
  const before = series.filter((snapshot) => snapshot.asOf < asOf);
  const planned = [...new Set(plan.map(({ source }) => source))];
  const carried = before.filter(({ planKind }) => planKind === 'carriedOver');
  return [...snapshotsAsOf(before, asOf, first.origin, planned), ...latestBySource(carried)];
}

function firstAfter(series: readonly DisbursementSnapshot[], asOf: LocalDate): DisbursementSnapshot[] {
  const after = series.filter((snapshot) => snapshot.asOf > asOf);
  const day = after.reduce<LocalDate | null>(
    (first, snapshot) => (first === null || snapshot.asOf < first ? snapshot.asOf : first),
    null,
  );
  return latestBySource(after.filter((snapshot) => snapshot.asOf === day));
}

/** Of each source and plan kind the figures of the latest report. */
function latestBySource(snapshots: readonly DisbursementSnapshot[]): DisbursementSnapshot[] {
  const bySource = groupBy(snapshots, ({ source, planKind }) => JSON.stringify([source, planKind]));
  return [...bySource.values()].flatMap((own) => {
    const last = own.reduce((latest, item) =>
      item.asOf > latest.asOf || (item.asOf === latest.asOf && item.reportOrder > latest.reportOrder) ? item : latest,
    );
    return own.filter((snapshot) => snapshot.report === last.report && snapshot.asOf === last.asOf);
  });
}

function toRecorded(projectKey: string, snapshots: readonly DisbursementSnapshot[]): RecordedFigure[] {
  return snapshots.map(({ source, planKind, amountVnd, asOf, ref }) => ({
    ...{ projectKey, source, planKind, amountVnd, asOf, ref },
  }));
}

/** Changes alone are no plan to measure by: the paper that states it in full is still awaited. */
function toPlan(projectKey: string, entries: readonly PlanEntry[]): DecidedPlan[] {
  const [first] = entries;
  if (first === undefined || !entries.some(statesPlanInFull)) return [];
  const largest = entries.reduce((top, entry) => (entry.amountVnd > top.amountVnd ? entry : top), first);
  return [{ projectKey, planVnd: sumVnd(entries.map(({ amountVnd }) => amountVnd)), ref: largest.ref }];
}

interface DayTotals {
  readonly file: string;
  currentVnd: bigint;
  previousVnd: bigint;
}

/** Sums of a report and of the reports before it by their day, over the projects that both name. */
class Magnitudes {
  private readonly days = new Map<LocalDate, DayTotals>();

  add({ current, earlier }: Sides): void {
    const before = earlier.filter(({ planKind }) => planKind === 'current');
    const [first] = before;
    if (first === undefined) return;
    const now = current.filter(({ planKind }) => planKind === 'current');
    const totals = this.days.get(first.asOf) ?? { file: first.ref.file, currentVnd: 0n, previousVnd: 0n };
    totals.currentVnd += sumVnd(now.map(({ amountVnd }) => amountVnd));
    totals.previousVnd += sumVnd(before.map(({ amountVnd }) => amountVnd));
    this.days.set(first.asOf, totals);
  }

  /** Against the report of the latest day. */
  unusual({ file, asOf, planYear }: ImportRecord): Issue | null {
    const last = [...this.days.keys()].sort().at(-1);
    const totals = last === undefined ? undefined : this.days.get(last);
    if (last === undefined || totals === undefined || asOf === null) return null;
    const days = { current: dayOfYear(asOf, planYear), previous: dayOfYear(last, planYear) };
    const { currentVnd, previousVnd } = totals;
    return unusualTotal(file, { currentVnd, previousVnd, previousFile: totals.file, days });
  }
}

/** A plan against the plan of the year before, over the projects of both. */
async function comparePlan(manager: EntityManager, record: ImportRecord): Promise<Issue[]> {
  const previousYear = record.planYear - 1;
  if (!(await hasPlan(manager, previousYear))) return [];
  const knownAt = await instantBefore(manager, record);
  const totals = { currentVnd: 0n, previousVnd: 0n, previousFile: '' };
  for await (const { subjects } of subjectChunks(manager, record)) {
    const projectIds = subjects.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
    const before = new Map(
      (await gatherFacts(manager, { planYear: previousYear, knownAt, projectIds })).map((facts) => [facts.key, facts]),
    );
    for (const { projectId, figures } of subjects) {
      const entries = planEntriesAsOf(before.get(projectId ?? '')?.planEntries ?? [], `${previousYear}-12-31`);
      const own = figures.filter(({ planKind }) => planKind === 'current');
      if (entries.length === 0 || own.length === 0) continue;
      totals.previousVnd += sumVnd(entries.map(({ amountVnd }) => amountVnd));
      totals.currentVnd += sumVnd(own.map(({ amountVnd }) => amountVnd));
      totals.previousFile = entries[0]?.ref.file ?? totals.previousFile;
    }
  }
  const unusual = unusualTotal(record.file, { ...totals, days: null });
  return unusual === null ? [] : [unusual];
}

async function hasPlan(manager: EntityManager, planYear: number): Promise<boolean> {
  const [row] = await manager.query<{ found: boolean }[]>(
    'select exists (select 1 from capital_plan_entry where plan_year = $1) as found',
    [planYear],
  );
  return row?.found === true;
}
