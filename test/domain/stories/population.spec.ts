import { describe, expect, it } from '@jest/globals';
import { bringTogether } from '../../../src/domain/project-book.js';
import { statusFrom } from '../../../src/domain/project-status.js';
import { review } from '../../../src/domain/review.js';
import { summarise } from '../../../src/domain/review-summary.js';
import type { ProjectStatus } from '../../../src/domain/words.js';
import { assigned, facts, paid, planEntry, ROUND_1, ROUND_2, snapshot } from '../support/facts.js';

const one = (project: ReturnType<typeof facts>, rule = ROUND_1, complete = false) =>
  review(rule, [project], { complete })[0]!;

describe('who is reviewed', () => {
  it.each<[ProjectStatus, string, string]>([
    ['continuing', 'candidate', 'candidate'],
    ['new', 'outOfScope', 'candidate'],
    ['completed', 'outOfScope', 'candidate'],
    ['preparation', 'outOfScope', 'candidate'],
    ['unclassified', 'unclassified', 'candidate'],
  ])('a project that is %s: round 1 %s, round 2 %s', (status, first, second) => {
    const project = facts({ status, snapshots: [snapshot(1n)] });
    expect([one(project).outcome, one(project, ROUND_2).outcome]).toEqual([first, second]);
  });

  it('says why a new project is not in round 1', () => {
    expect(one(facts({ status: 'new' })).reason).toBe(
      'Là dự án khởi công mới, không thuộc phạm vi rà soát của đợt này.',
    );
  });

  it('shows what it cannot classify instead of leaving it out', () => {
    const finding = one(facts({ status: 'unclassified' }));
    expect(finding.reason).toContain('không cho biết tính chất dự án');
    expect(summarise([finding])).toMatchObject({ projects: 1, inScope: 1, unclassified: 1, candidates: 0 });
  });
});

describe('a project that has only carried-over capital', () => {
  const project = facts({
    planEntries: [planEntry(5_000n, { planKind: 'carriedOver' })],
    snapshots: [snapshot(100n, { planKind: 'carriedOver' })],
  });

  it.each([ROUND_1, ROUND_2])('has no plan of the year in $name, and no rate', (rule) => {
    expect(one(project, rule, true)).toMatchObject({ outcome: 'noPlan', planVnd: 0n, ratePercent: null });
    expect(one(project, rule).reason).toContain('chỉ có vốn kéo dài');
  });

  it('does not lend its disbursement to a plan of the year', () => {
    const both = facts({
      planEntries: [planEntry(10_000n), planEntry(5_000n, { planKind: 'carriedOver' })],
      snapshots: [snapshot(4_999n), snapshot(5_000n, { planKind: 'carriedOver' })],
    });
    expect(one(both)).toMatchObject({ outcome: 'candidate', planVnd: 10_000n, disbursedVnd: 4_999n });
  });

  it('is "no data" for a plan of the year of which the report tells nothing', () => {
    const untold = { ...project, planEntries: [...project.planEntries, planEntry(10_000n)] };
    expect(one(untold)).toMatchObject({ outcome: 'noData', disbursedVnd: null, ratePercent: null, shortfallVnd: null });
    expect(one(untold).reason).toContain('báo cáo có nhắc đến dự án');
    expect(one(untold, ROUND_1, true)).toMatchObject({ outcome: 'candidate', disbursedVnd: 0n });
    expect(one(untold, ROUND_1, true).reason).toContain('không ghi số giải ngân kế hoạch năm');
  });
});

describe('a project whose status nobody states', () => {
  it.each([
    [[2023], 'continuing', true],
    [[2023, 2024, null], 'continuing', true],
    [[2025], 'unclassified', false],
    [[2023, 2025], 'unclassified', false],
    [[null], 'unclassified', false],
    [[], 'unclassified', false],
  ])('with start years %j is %s', (years, status, inferred) => {
    expect(statusFrom([], years, 2025)).toEqual({ status, inferred });
  });

  it('takes what one paper states, whatever the start year says, and settles nothing between two', () => {
    expect(statusFrom(['new'], [2023], 2025)).toEqual({ status: 'new', inferred: false });
    expect(statusFrom(['new', 'continuing'], [2023], 2025)).toEqual({ status: 'unclassified', inferred: false });
  });

  it('is reviewed as continuing with a mark that this is inferred', () => {
    const { projects } = bringTogether(
      [assigned(10_000n, { project: { status: 'unclassified', startYear: 2023 } })],
      [paid(1n)],
      2025,
    );
    const finding = review(ROUND_1, projects, { complete: false })[0]!;
    expect(finding).toMatchObject({ outcome: 'candidate', status: 'continuing', statusInferred: true });
    expect(finding.reason).toContain('suy từ năm khởi công');
  });
});

describe('two codes', () => {
  const name = 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn';

  it('keep two projects of one name apart, each with its own money', () => {
    const plan = ['7912345', '8023456'].map((code) => assigned(10_000n, { project: { code, name } }));
    const reports = [
      paid(4_000n, { project: { code: '7912345', name } }),
      paid(6_000n, { project: { code: '8023456', name } }),
    ];
    const found = review(ROUND_1, bringTogether(plan, reports, 2025).projects, { complete: false });
    expect(found.map(({ code, outcome, disbursedVnd }) => [code, outcome, disbursedVnd])).toEqual([
      ['7912345', 'candidate', 4_000n],
      ['8023456', 'met', 6_000n],
    ]);
  });

  it('of which the report uses one that the plan does not know leave the plan without data and show the other', () => {
    const book = bringTogether(
      [assigned(10_000n, { project: { code: '7912345', name } })],
      [paid(6_000n, { project: { code: '8023456', name } })],
      2025,
    );
    const found = review(ROUND_2, book.projects, { complete: false });
    expect(found.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['7912345', 'noData'],
      ['8023456', 'noPlan'],
    ]);
    expect(book.unmatched.map(({ amountVnd }) => amountVnd)).toEqual([6_000n]);
  });
});

describe('a project that stands under two statuses', () => {
  it('stays unclassified with a warning that names both cells', () => {
    const { projects, issues } = bringTogether(
      [
        assigned(1_000n, { project: { status: 'continuing' } }),
        assigned(2_000n, { source: 'NSTW', sheet: 'NSTW', project: { status: 'new' } }),
      ],
      [paid(1n)],
      2025,
    );
    expect(review(ROUND_1, projects, { complete: false })[0]!.outcome).toBe('unclassified');
    expect(issues).toEqual([
      expect.objectContaining({ code: 'project.statusConflict', severity: 'warning', sheet: 'NSTW' }),
    ]);
    expect(issues[0]!.message).toContain('trang tính "NSĐP"');
  });
});
