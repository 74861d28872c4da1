import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { planEntriesAsOf } from '../domain/capital-plan.js';
import { compareSeries } from '../domain/series-comparison.js';
import { compareSources } from '../domain/funding-sources.js';
import type { LocalDate } from '../domain/local-date.js';
import { sumVnd } from '../domain/money.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { gatherFacts, type KnownFacts } from '../projects/facts.repository.js';
import { projectIdsOf } from '../projects/projects.repository.js';
import type { Perspective } from '../projects/projects.types.js';
import { templateOf, type TemplateKind, type TemplateRow } from '../workbook/writing/template-kinds.js';
import { templateBytes } from '../workbook/writing/template-sheet.js';

/** Forms for the units, filled in with their projects and last figures. */
@Injectable()
export class TemplatesService {
  constructor(private readonly dataSource: DataSource) {}

  /** The form of one investor; `perspective.asOf` is the last day of the month that it reports on. */
  async template(kind: TemplateKind, investor: string, perspective: Perspective): Promise<Result<NamedBytes>> {
    const { manager } = this.dataSource;
    const { planYear, asOf } = perspective;
    const projectIds = await projectIdsOf(manager, { investor }, perspective);
    if (projectIds.length === 0) return refused('template.noProjects', { investor, planYear });
    const projects = await gatherFacts(manager, { ...perspective, projectIds });
    const lastReportedOn = lastReport(projects, asOf);
    const rows = projects.flatMap((facts) => rowsOf(facts, asOf, lastReportedOn));
    const template = templateOf(kind, { investor, planYear, asOf, lastReportedOn, rows });
    return accepted({ file: fileName(kind, perspective), bytes: await templateBytes(template) });
  }
}

/** The latest day before the report's of which any figure of the projects is known. */
function lastReport(projects: readonly KnownFacts[], asOf: LocalDate): LocalDate | null {
  const days = projects.flatMap(({ snapshots }) => snapshots.map((snapshot) => snapshot.asOf));
  return days
    .filter((day) => day < asOf)
    .reduce<LocalDate | null>((last, day) => (last === null || day > last ? day : last), null);
}

/** One row for each source of the project's plan, in the order of official tables. */
function rowsOf(facts: KnownFacts, asOf: LocalDate, lastReportedOn: LocalDate | null): TemplateRow[] {
  const plan = planEntriesAsOf(facts.planEntries, asOf);
  const carried = planEntriesAsOf(facts.planEntries, asOf, 'carriedOver');
  const sources = [...new Set([...plan, ...carried].map(({ source }) => source))];
  const paid = lastReportedOn === null ? [] : compareSeries(facts, lastReportedOn, 'investor').bySource;
  return sources.sort(compareSources).map((source) => ({
    ...{ code: facts.code, name: facts.name, source },
    planVnd: sumVnd(plan.filter((entry) => entry.source === source).map((entry) => entry.amountVnd)),
    carriedOverVnd: sumVnd(carried.filter((entry) => entry.source === source).map((entry) => entry.amountVnd)),
    disbursedVnd: paid.find((pair) => pair.source === source)?.disbursedVnd ?? null,
  }));
}

const NAMES: Record<TemplateKind, string> = {
  disbursement: 'bao-cao-giai-ngan',
  capitalPlan: 'giao-ke-hoach',
  adjustment: 'dieu-chinh-ke-hoach',
  demand: 'nhu-cau-bo-sung',
};

function fileName(kind: TemplateKind, { planYear, asOf }: Perspective): string {
  return `mau-${NAMES[kind]}-${kind === 'disbursement' ? asOf.slice(0, 7) : planYear}.xlsx`;
}
