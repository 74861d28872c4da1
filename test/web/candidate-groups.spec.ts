import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ratePercent, sumVnd } from '../../src/domain/money.js';
import type { FindingView } from '../../src/review-rounds/review-rounds.types.js';
import { groupCandidates } from '../../src/web/views/candidate-groups.js';

interface ExpectedCandidate {
  readonly code: string;
  readonly name: string;
  readonly investor: string;
  readonly planVnd: number;
  readonly disbursedVnd: number;
  readonly undisbursedVnd: number;
  readonly shortfallVnd: number;
  readonly bySource: Readonly<Record<string, { readonly planVnd: number; readonly disbursedVnd: number }>>;
}

const expected = JSON.parse(readFileSync(new URL('../fixtures/samples/expected.json', import.meta.url), 'utf8')) as {
  readonly round1: readonly ExpectedCandidate[];
};

function toFinding(candidate: ExpectedCandidate): FindingView {
  const planVnd = BigInt(candidate.planVnd);
  const disbursedVnd = BigInt(candidate.disbursedVnd);
  return {
    ...{ key: candidate.code, projectId: candidate.code, code: candidate.code, name: candidate.name },
    ...{ investor: candidate.investor, location: null, sector: null, status: 'continuing', statusInferred: false },
    ...{ matchedBy: 'code', outcome: 'candidate', reason: '', planVnd, disbursedVnd, advanceVnd: null },
    ratePercent: ratePercent(disbursedVnd, planVnd),
    undisbursedVnd: BigInt(candidate.undisbursedVnd),
    shortfallVnd: BigInt(candidate.shortfallVnd),
    bySource: Object.entries(candidate.bySource).map(([source, share]) => ({
      source,
      planVnd: BigInt(share.planVnd),
      disbursedVnd: BigInt(share.disbursedVnd),
    })),
    ...{ otherSources: [], judgements: [], denominators: [], marks: [], recallable: null },
    ...{ dataAsOf: '2025-06-30', stale: false, origin: 'investor' },
    evidence: { plan: [], disbursement: [], planEntries: [], snapshots: [] },
  };
}

describe('candidates grouped as the annex groups them', () => {
  const findings = expected.round1.map(toFinding);
  const groups = groupCandidates(findings);

  it('loses no đồng and no project', () => {
    expect(sumVnd(groups.map((group) => group.planVnd))).toBe(sumVnd(findings.map((finding) => finding.planVnd)));
    expect(sumVnd(groups.map((group) => group.disbursedVnd))).toBe(
      sumVnd(findings.map((finding) => finding.disbursedVnd ?? 0n)),
    );
    const listed = groups.flatMap((group) =>
      group.investors.flatMap((investor) => investor.lines.map((line) => line.finding.code)),
    );
    expect(new Set(listed)).toEqual(new Set(findings.map((finding) => finding.code)));
  });

  it('adds each level up from the one below', () => {
    for (const group of groups) {
      expect(sumVnd(group.investors.map((investor) => investor.planVnd))).toBe(group.planVnd);
      for (const investor of group.investors) {
        expect(sumVnd(investor.lines.map((line) => line.planVnd))).toBe(investor.planVnd);
      }
    }
  });

  it('follows the order of the catalogue', () => expect(groups[0]?.source).toBe('NSTW'));
});
