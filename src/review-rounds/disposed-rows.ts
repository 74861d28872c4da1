import type { EntityManager } from 'typeorm';
import type { DisposedRow } from '../domain/disposition.js';
import { obligationsByProject } from '../projects/obligations.repository.js';
import type { FindingView, ReviewRoundView } from './review-rounds.types.js';

/** What verdicts on rows of a round are about: their money as found, and what the books knew at its instant that must stay. By project. */
export async function disposedRows(
  manager: EntityManager,
  { rule, knownAt }: Pick<ReviewRoundView, 'rule' | 'knownAt'>,
  findings: readonly FindingView[],
): Promise<Map<string, DisposedRow>> {
  const { planYear, asOf } = rule;
  const projectIds = findings.map(({ projectId }) => projectId);
  const obligations = await obligationsByProject(manager, { planYear, knownAt, asOf, projectIds });
  return new Map(findings.map((finding) => [finding.projectId, rowOf(finding, obligations.get(finding.projectId))]));
}

/** One such row. */
export async function disposedRow(
  manager: EntityManager,
  round: Pick<ReviewRoundView, 'rule' | 'knownAt'>,
  finding: FindingView,
): Promise<DisposedRow> {
  return (await disposedRows(manager, round, [finding])).get(finding.projectId) ?? rowOf(finding, []);
}

function rowOf({ bySource, evidence }: FindingView, obligations: DisposedRow['obligations'] = []): DisposedRow {
  const snapshots = evidence.snapshots.filter(({ planKind }) => planKind === 'current');
  return { shares: bySource, obligations, snapshots };
}
