import { planEntriesAsOf } from './capital-plan.js';
import { isPartOf, isSameOrPartOf } from './funding-sources.js';
import type { LocalDate } from './local-date.js';
import type { CellRef, DisbursementSnapshot, ProjectFacts } from './project-facts.js';
import { nameKey } from './vietnamese-text.js';
import type { FundingSourceCode, Origin } from './words.js';

/** What a report is declared complete for: everything, some funding sources, or the projects of one investor. */
export type ReportScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'sources'; readonly sources: readonly FundingSourceCode[] }
  | { readonly kind: 'investor'; readonly investor: string };

/** A disbursement report that its sender declares complete for a scope. */
export interface DeclaredReport {
  readonly report: string;
  /** as `DisbursementSnapshot.reportOrder` */
  readonly reportOrder: number;
  readonly asOf: LocalDate;
  readonly origin: Origin;
  /** null where only single projects were marked as absent from it */
  readonly scope: ReportScope | null;
  /** keys of projects that a person marked as absent from this report */
  readonly absent: ReadonlySet<string>;
  /** where the report says what it is: the cell of its title */
  readonly ref: CellRef;
}

type Project = Pick<ProjectFacts, 'key' | 'investor' | 'planEntries' | 'snapshots'>;

/**
 * The zeros that complete reports state of a project by not mentioning it (contract: "`noData` until the report is declared complete
 * for its scope, and then 0"): one for each source of the scope in which the project has a plan on the report's day. A report that
 * mentions the project states nothing more, and a figure already reported for an earlier or the same day is cumulative and stays:
 * silence never takes money back.
 */
export function declaredZeros(project: Project, reports: readonly DeclaredReport[]): DisbursementSnapshot[] {
  return reports.flatMap((report) => zerosOf(project, report));
}

function zerosOf(project: Project, report: DeclaredReport): DisbursementSnapshot[] {
  const sources = coveredSources(project, report);
  const isKnown = project.snapshots.some(
    (snapshot) =>
      snapshot.planKind === 'current' &&
      snapshot.origin === report.origin &&
      snapshot.asOf <= report.asOf &&
      (report.scope?.kind !== 'sources' || sources.some((source) => isSameOrPartOf(source, snapshot.source))),
  );
  if (isKnown) return [];
  return sources.map((source) => ({
    report: report.report,
    reportOrder: report.reportOrder,
    source,
    planKind: 'current',
    asOf: report.asOf,
    origin: report.origin,
    amountVnd: 0n,
    advanceVnd: 0n,
    completedVolumeVnd: 0n,
    ref: report.ref,
  }));
}

function coveredSources(project: Project, { scope, absent, asOf }: DeclaredReport): FundingSourceCode[] {
  const planned = plannedSources(project, asOf);
  if (absent.has(project.key)) return planned;
  switch (scope?.kind) {
    case undefined:
      return [];
    case 'all':
      return planned;
    case 'sources':
      return planned.filter((source) =>
        scope.sources.some((covering) => source === covering || isPartOf(source, covering)),
      );
    case 'investor':
      return project.investor !== null && nameKey(project.investor) === nameKey(scope.investor) ? planned : [];
  }
}

function plannedSources({ planEntries }: Project, asOf: LocalDate): FundingSourceCode[] {
  const totals = new Map<FundingSourceCode, bigint>();
  for (const { source, amountVnd } of planEntriesAsOf(planEntries, asOf)) {
    totals.set(source, (totals.get(source) ?? 0n) + amountVnd);
  }
  return [...totals].filter(([, vnd]) => vnd > 0n).map(([source]) => source);
}
