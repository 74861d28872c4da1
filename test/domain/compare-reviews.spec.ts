import { describe, expect, it } from '@jest/globals';
import { compareReviews, type ReviewSide } from '../../src/domain/compare-reviews.js';
import type { ProjectFacts } from '../../src/domain/project-facts.js';
import { EVERY_PROJECT, type ReviewRule } from '../../src/domain/review-rule.js';
import { review } from '../../src/domain/review.js';
import { facts, planEntry, ROUND_1, snapshot } from './support/facts.js';

const side = (projects: ProjectFacts[], rule: ReviewRule = ROUND_1, complete = false): ReviewSide => ({
  ...{ rule, complete, facts: projects },
  findings: review(rule, projects, { complete }),
});

const plan = planEntry(10_000n);
const may = snapshot(4_000n, { asOf: '2025-05-31', report: 'kbnn-5.xlsx' });
const june = snapshot(6_000n, { report: 'kbnn-6.xlsx' });
const known = (more: Partial<ProjectFacts> = {}) => facts({ planEntries: [plan], snapshots: [may], ...more });
/** Another project, so that the report of June is in the books. */
const other = facts({ key: 'other', code: null, planEntries: [plan], snapshots: [june] });

const causes = (before: ReviewSide, after: ReviewSide) =>
  compareReviews(before, after).rows.map(({ change, causes: found }) => [change, found.map(({ code }) => code)]);

describe('two reviews, row by row', () => {
  it('say nothing of rows that are the same', () => {
    expect(compareReviews(side([known()]), side([known()]))).toEqual({
      ...{ rows: [], same: 1 },
      entered: { projects: 0, undisbursedVnd: 0n },
      left: { projects: 0, undisbursedVnd: 0n },
    });
  });

  it('name a figure that was posted late, with its cell', () => {
    const comparison = compareReviews(side([known()]), side([known({ snapshots: [may, june] })]));
    expect(comparison.left).toEqual({ projects: 1, undisbursedVnd: 6_000n });
    expect(comparison.rows[0]!.causes).toEqual([
      {
        code: 'latePosting',
        text: `số liệu ghi sổ sau: 6.000 đồng nguồn CDNS đến ngày 30/6/2025 theo Kho bạc Nhà nước (${june.ref.file}!Sheet1!${june.ref.cell})`,
      },
    ]);
  });

  it('name a line that was matched later, where its report was in the books', () => {
    expect(causes(side([known(), other]), side([known({ snapshots: [may, june] }), other]))).toEqual([
      ['left', ['match']],
    ]);
  });

  it('name a change of plan, and a plan that was withdrawn', () => {
    const cut = planEntry(-3_000n, { effectiveOn: '2025-05-15' });
    const changed = known({ planEntries: [plan, cut] });
    expect(causes(side([known()]), side([changed]))).toEqual([['left', ['planChange']]]);
    expect(compareReviews(side([changed]), side([known()])).rows[0]).toMatchObject({
      change: 'entered',
      causes: [{ code: 'planChange', text: expect.stringContaining('bị rút khỏi sổ') as unknown }],
    });
  });

  it('name a change of status', () => {
    const { rows } = compareReviews(side([known()]), side([known({ status: 'completed' })]));
    expect(rows[0]).toMatchObject({
      ...{ change: 'left', before: { outcome: 'candidate' }, after: { outcome: 'outOfScope' } },
      causes: [{ code: 'statusChange', text: 'tính chất dự án từ “dự án chuyển tiếp” thành “dự án hoàn thành”' }],
    });
  });

  it('name the declaration that the reports are complete', () => {
    const silent = [known({ snapshots: [] })];
    expect(causes(side(silent), side(silent, ROUND_1, true))).toEqual([['entered', ['scopeDeclaration']]]);
  });

  it('name the settings in which the rules differ', () => {
    const rule = { ...ROUND_1, thresholdBasisPoints: 4000, population: EVERY_PROJECT };
    const { rows } = compareReviews(side([known()]), side([known()], rule));
    expect(rows[0]!.causes).toEqual([{ code: 'ruleChange', text: 'quy tắc thay đổi: phạm vi rà soát, ngưỡng' }]);
  });

  it('name what the books have gained and lost, and a figure that was withdrawn', () => {
    expect(causes(side([]), side([known()]))).toEqual([['entered', ['projectAdded']]]);
    expect(causes(side([known()]), side([]))).toEqual([['left', ['projectWithdrawn']]]);
    expect(causes(side([known()]), side([known({ snapshots: [] })]))).toEqual([['left', ['figureWithdrawn']]]);
  });

  it('name the average where only that moved', () => {
    const rule: ReviewRule = {
      ...{ ...ROUND_1, thresholdBasisPoints: 10_000 },
      relativeThreshold: { to: 'provincialAverage', minusBasisPoints: 0 },
    };
    const better = { ...other, snapshots: [{ ...june, amountVnd: 3_000n }] };
    const found = compareReviews(side([known(), { ...other, snapshots: [june] }], rule), side([known(), better], rule));
    expect(found.rows.map(({ key, causes: why }) => [key, why[0]!.code])).toContainEqual([known().key, 'averageMoved']);
  });
});
