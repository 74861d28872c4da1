import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isUuid } from '../database/uuid.js';
import type { Page, PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { factPage } from '../projects/fact-page.js';
import { gatherFacts } from '../projects/facts.repository.js';
import { projectIdOf, type FactRequest } from '../projects/project-reference.js';
import { projectIdsOf, snapshots } from '../projects/projects.repository.js';
import type { Perspective, ProjectFilter, SnapshotView } from '../projects/projects.types.js';
import { reconciliationPaper } from '../workbook/writing/reconciliation-paper.js';
import type { ProjectComparison, Reconciliation } from './disbursements.types.js';
import { comparisonOf, reconcileSeries } from './reconcile-series.js';

/** Reported figures, and the two series of them side by side. */
@Injectable()
export class DisbursementsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Reported figures up to the day, in the order of their numbers. */
  list(request: FactRequest, perspective: Perspective, page: PageRequest): Promise<Result<Page<SnapshotView>>> {
    const { manager } = this.dataSource;
    const { knownAt } = perspective;
    return factPage(manager, { request, knownAt }, page, (filter, after, limit) =>
      snapshots(manager, filter, perspective, after, limit),
    );
  }

  /** Treasury and investor side by side for one project (its id or code). */
  async comparison(project: string, perspective: Perspective): Promise<Result<ProjectComparison>> {
    const { manager } = this.dataSource;
    const id = await projectIdOf(manager, project, perspective.knownAt);
    const [facts] = isUuid(id) ? await gatherFacts(manager, { ...perspective, projectIds: [id] }) : [];
    return facts === undefined
      ? refused('project.notFound', { id: project })
      : accepted(comparisonOf(facts, perspective));
  }

  /** Treasury against investors over the filtered projects, as of a day. */
  async reconciliation(filter: ProjectFilter, perspective: Perspective): Promise<Reconciliation> {
    const { manager } = this.dataSource;
    const narrowed = Object.values(filter).some((value) => value !== undefined);
    const question = narrowed ? { projectIds: await projectIdsOf(manager, filter, perspective) } : {};
    return reconcileSeries(await gatherFacts(manager, { ...perspective, ...question }), perspective);
  }

  /** The same as a record to be signed by both sides (biên bản đối chiếu). */
  async reconciliationXlsx(filter: ProjectFilter, perspective: Perspective): Promise<NamedBytes> {
    const reconciliation = await this.reconciliation(filter, perspective);
    const bytes = await reconciliationPaper({ ...reconciliation, investorName: filter.investor ?? null });
    return { file: `bien-ban-doi-chieu-${perspective.asOf}.xlsx`, bytes };
  }
}
