import type { Finding } from './finding.js';
import { sumVnd } from './money.js';
import type { Outcome } from './words.js';

export interface ReviewSummary {
  readonly projects: number;
  /** candidate + met + noData + unclassified */
  readonly inScope: number;
  readonly candidates: number;
  readonly met: number;
  readonly noData: number;
  readonly noPlan: number;
  readonly unclassified: number;
  readonly outOfScope: number;
  /** of the candidates */
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly undisbursedVnd: bigint;
}

type Summarised = Pick<Finding, 'outcome' | 'planVnd' | 'disbursedVnd' | 'undisbursedVnd'>;

/** Counts by outcome, and the money of the candidates. */
export function summarise(findings: readonly Summarised[]): ReviewSummary {
  const count = (outcome: Outcome): number => findings.filter((finding) => finding.outcome === outcome).length;
  const candidates = findings.filter((finding) => finding.outcome === 'candidate');
  const counts = {
    candidates: candidates.length,
    met: count('met'),
    noData: count('noData'),
    noPlan: count('noPlan'),
    unclassified: count('unclassified'),
    outOfScope: count('outOfScope'),
  };
  return {
    projects: findings.length,
    inScope: counts.candidates + counts.met + counts.noData + counts.unclassified,
    ...counts,
    planVnd: sumVnd(candidates.map((finding) => finding.planVnd)),
    disbursedVnd: sumVnd(candidates.map((finding) => finding.disbursedVnd ?? 0n)),
    undisbursedVnd: sumVnd(candidates.map((finding) => finding.undisbursedVnd ?? 0n)),
  };
}
