import { describe, expect, it } from '@jest/globals';
import { review } from '../../../src/domain/review.js';
import { facts, planEntry, ROUND_1, snapshot } from '../support/facts.js';

const verdict = (planVnd: bigint, paidVnd: bigint) => {
  const [finding] = review(ROUND_1, [facts({ planEntries: [planEntry(planVnd)], snapshots: [snapshot(paidVnd)] })], {
    complete: false,
  });
  return finding!;
};

describe('"dưới 50% kế hoạch vốn" (161/QĐ-UBND, 5.1)', () => {
  it('does not catch a project at exactly 50,00%', () => {
    expect(verdict(4_750_000_000n, 2_375_000_000n)).toMatchObject({
      outcome: 'met',
      ratePercent: '50.00',
      shortfallVnd: 0n,
      undisbursedVnd: 2_375_000_000n,
    });
  });

  it('catches it one đồng below', () => {
    expect(verdict(4_750_000_000n, 2_374_999_999n)).toMatchObject({
      outcome: 'candidate',
      ratePercent: '49.99',
      shortfallVnd: 1n,
    });
  });

  it('reads 49,996% as 49,99, in the reason too', () => {
    const finding = verdict(100_000_000n, 49_996_000n);
    expect(finding).toMatchObject({ outcome: 'candidate', ratePercent: '49.99', shortfallVnd: 4_000n });
    expect(finding.reason).toBe(
      'Đến ngày 30/6/2025 giải ngân 49.996.000 đồng trên kế hoạch 100.000.000 đồng, đạt 49,99%, dưới 50%.',
    );
  });

  it('catches 49,96%, which one decimal would print as 50,0%', () => {
    expect(verdict(10_000_000_000n, 4_996_000_000n)).toMatchObject({ outcome: 'candidate', ratePercent: '49.96' });
  });

  it('rounds the shortfall up where half of the plan is no whole đồng', () => {
    expect(verdict(3n, 1n)).toMatchObject({ outcome: 'candidate', shortfallVnd: 1n });
    expect(verdict(3n, 2n)).toMatchObject({ outcome: 'met', shortfallVnd: 0n });
  });

  it('lets a project through that disbursed more than its plan, with what is left shown below zero', () => {
    expect(verdict(500n, 88_133n)).toMatchObject({ outcome: 'met', ratePercent: '17626.60', undisbursedVnd: -87_633n });
  });

  it('is printed with its decimals where a rule has any', () => {
    const [finding] = review({ ...ROUND_1, thresholdBasisPoints: 5050 }, [facts()], { complete: false });
    expect(finding!.reason).toContain('đạt 50,00%, dưới 50,5%');
  });
});
