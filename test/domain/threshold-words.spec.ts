import { describe, expect, it } from '@jest/globals';
import type { ReviewRule } from '../../src/domain/review-rule.js';
import { review } from '../../src/domain/review.js';
import { thresholdWords } from '../../src/domain/threshold-words.js';
import { buildRecallList } from '../../src/workbook/writing/recall-list-model.js';
import { summaryRemark, shortfallCaption } from '../../src/workbook/writing/recall-paper.js';
import { facts, planEntry, ROUND_1, snapshot } from './support/facts.js';

// The province has disbursed 8.000 of 20.000: 40%.
const PROVINCE = [
  facts({ key: 'a', planEntries: [planEntry(10_000n)], snapshots: [snapshot(1_234n)] }),
  facts({ key: 'b', planEntries: [planEntry(10_000n)], snapshots: [snapshot(6_766n)] }),
];
const average = (minusBasisPoints: number, more: Partial<ReviewRule> = {}): ReviewRule => ({
  ...ROUND_1,
  thresholdBasisPoints: 6_000,
  relativeThreshold: { to: 'provincialAverage', minusBasisPoints },
  ...more,
});
const words = (rule: ReviewRule) => thresholdWords(rule, review(rule, PROVINCE, { complete: true }));

describe('the threshold that papers name', () => {
  it('is that of the rule where it is fixed', () => {
    expect(words(ROUND_1)).toEqual({ threshold: '50%', caught: 'dưới 50%', passed: 'không dưới 50%', factor: '50' });
    expect(words({ ...ROUND_1, comparator: 'atMost' })).toMatchObject({ caught: 'không quá 50%', passed: 'trên 50%' });
  });

  it('is the rate that was judged by where it moves with the province', () => {
    expect(words(average(0))).toEqual({
      threshold: '40%',
      caught: 'dưới mức bình quân chung của tỉnh, cao nhất 60% (40%)',
      passed: 'không dưới mức bình quân chung của tỉnh, cao nhất 60% (40%)',
      factor: null,
    });
    expect(words(average(333)).threshold).toBe('36,67%');
    expect(words(average(0, { thresholdBasisPoints: 3_000 })).threshold).toBe('30%');
  });

  it('is told of no single rate where sources have their own', () => {
    const bySource = { level: 'projectSource', sourceThresholds: [{ source: 'NSTW', thresholdBasisPoints: 7_000 }] };
    expect(words({ ...ROUND_1, ...bySource } as ReviewRule).caught).toBe('dưới ngưỡng của từng nguồn vốn');
  });

  it('stands in the captions and remarks of the list', () => {
    const rule = average(0);
    const list = buildRecallList(rule, review(rule, PROVINCE, { complete: true }));
    expect(shortfallCaption(list.header)).toBe('Còn thiếu để đạt 40%');
    expect(summaryRemark(list)).toContain('1 dự án không dưới mức bình quân chung của tỉnh, cao nhất 60% (40%)');
  });
});
