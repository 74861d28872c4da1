import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { donorGrounds, type DonorFacts } from '../../src/domain/donors.js';

const FACTS: DonorFacts = {
  status: 'continuing',
  planVnd: 100n,
  disbursedVnd: 60n,
  totalInvestmentVnd: 500n,
  accumulatedVnd: 400n,
  yearEndEstimateVnd: 100n,
};

const codes = (facts: Partial<DonorFacts>): string[] =>
  donorGrounds({ ...FACTS, ...facts }).map(({ reasonCode }) => reasonCode);

describe('donors outside the percentage', () => {
  it('finds a plan one đồng above the remaining investment, and none at its limit', () => {
    expect(codes({})).toEqual([]);
    expect(donorGrounds({ ...FACTS, accumulatedVnd: 401n })).toMatchObject([
      { reasonCode: 'planAboveInvestment', excessVnd: 1n },
    ]);
  });

  it('finds a need below the plan, of a finished project its settlement', () => {
    expect(codes({ yearEndEstimateVnd: 99n })).toEqual(['noLongerNeeded']);
    expect(codes({ yearEndEstimateVnd: 99n, status: 'completed' })).toEqual(['settledBelowPlan']);
  });

  it('says nothing where no workbook tells the figures', () => {
    expect(codes({ totalInvestmentVnd: null, yearEndEstimateVnd: null })).toEqual([]);
    expect(codes({ accumulatedVnd: null })).toEqual([]);
  });

  it('gives back between one đồng and plan minus disbursed', () => {
    const vnd = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(vnd, vnd, vnd, vnd, vnd, (planVnd, disbursedVnd, total, accumulatedVnd, estimate) => {
        const facts = { ...FACTS, planVnd, disbursedVnd, accumulatedVnd };
        const grounds = donorGrounds({ ...facts, totalInvestmentVnd: total, yearEndEstimateVnd: estimate });
        for (const { excessVnd } of grounds) {
          expect(excessVnd > 0n && excessVnd <= planVnd - disbursedVnd).toBe(true);
        }
      }),
    );
  });
});
