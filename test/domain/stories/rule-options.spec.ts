import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/domain/finding.js';
import type { ProjectFacts } from '../../../src/domain/project-facts.js';
import { EVERY_PROJECT, type Population, type ReviewRule } from '../../../src/domain/review-rule.js';
import { review } from '../../../src/domain/review.js';
import { facts, planEntry, ROUND_1, snapshot } from '../support/facts.js';

const one = (rule: Partial<ReviewRule>, project: Partial<ProjectFacts> = {}, complete = false): Finding =>
  review({ ...ROUND_1, ...rule }, [facts(project)], { complete })[0]!;

const among = (population: Partial<Population>, project: Partial<ProjectFacts> = {}): Finding =>
  one({ population: { ...EVERY_PROJECT, ...population } }, { snapshots: [snapshot(1n)], ...project });

describe('the population of a rule', () => {
  it('holds projects with a plan in one of the sources, a group meaning its parts', () => {
    expect(among({ sources: ['NSDP'] }).outcome).toBe('candidate');
    expect(among({ sources: ['NSTW'] })).toMatchObject({
      outcome: 'outOfScope',
      reason: 'Không có kế hoạch vốn thuộc nguồn rà soát của đợt này (NSTW).',
    });
  });

  it('knows an investor under the name that it carries on with', () => {
    const moved = { investor: 'Sở Kế hoạch và Đầu tư tỉnh Sơn La' };
    expect(among({ investors: ['Sở Tài chính'] }, moved).outcome).toBe('candidate');
    expect(among({ investors: ['Sở KH&ĐT'] }, { investor: 'Sở Tài chính' }).outcome).toBe('candidate');
    expect(among({ investors: ['Sở Y tế'] }, moved).outcome).toBe('outOfScope');
  });

  it('finds a place inside a location, whatever the accents and the word before it', () => {
    expect(among({ places: ['huyện Mai Sơn'] }, { location: 'xã Chiềng Mung, H. Mai Sơn' }).outcome).toBe('candidate');
    expect(among({ places: ['MAI SON'] }).outcome).toBe('candidate');
    expect(among({ places: ['Mai'] }, { location: 'xã Maix' }).outcome).toBe('outOfScope');
  });

  it.each<[Partial<Population>, Partial<ProjectFacts>, string]>([
    [{ groups: ['B'] }, { group: null }, 'nhóm dự án'],
    [{ sectors: ['Y tế'] }, { sector: null }, 'ngành, lĩnh vực'],
    [{ places: ['Mai Sơn'] }, { location: null }, 'địa điểm'],
    [{ investors: ['UBND huyện Mai Sơn'] }, { investor: null }, 'chủ đầu tư'],
  ])('shows what the files do not tell as unclassified: %j', (population, project, what) => {
    expect(among(population, project)).toMatchObject({
      outcome: 'unclassified',
      reason: `Tài liệu không cho biết ${what}, chưa xác định được có thuộc phạm vi rà soát hay không.`,
    });
  });

  it('leaves a project out for one failed condition, whatever else is unknown', () => {
    expect(among({ statuses: ['continuing'], groups: ['B'] }, { status: 'new', group: null }).outcome).toBe(
      'outOfScope',
    );
  });

  it.each([
    [['B', 'C'] as const, 'candidate'],
    [['A'] as const, 'outOfScope'],
  ])('of groups %j takes a project of group B as %s', (groups, outcome) => {
    expect(among({ groups }, { group: 'B' }).outcome).toBe(outcome);
  });

  it('compares sectors without accents', () => {
    expect(among({ sectors: ['GIAO THÔNG'] }).outcome).toBe('candidate');
    expect(among({ sectors: ['Y tế'] }).outcome).toBe('outOfScope');
  });

  it('ends at the day before which the first plan was given', () => {
    const since = (effectiveOn: string) => ({ planEntries: [planEntry(10_000n, { effectiveOn })] });
    expect(among({ firstAllocatedBefore: '2025-05-15' }, since('2025-05-14')).outcome).toBe('candidate');
    expect(among({ firstAllocatedBefore: '2025-05-15' }, since('2025-05-15'))).toMatchObject({
      outcome: 'outOfScope',
      reason: 'Được giao kế hoạch lần đầu ngày 15/5/2025, đợt này chỉ rà soát dự án được giao trước ngày 15/5/2025.',
    });
  });

  it('starts at the least plan', () => {
    expect(among({ minimumPlanVnd: 10_000n }).outcome).toBe('candidate');
    expect(among({ minimumPlanVnd: 10_001n }).outcome).toBe('outOfScope');
  });

  it('says why a project is exempt, found by its code or its id', () => {
    const reason = 'vướng mặt bằng theo Thông báo số 12/TB-UBND';
    expect(among({ exemptions: [{ project: '7912345', reason }] })).toMatchObject({
      outcome: 'outOfScope',
      reason: `Được miễn rà soát ở đợt này: ${reason}.`,
    });
    expect(among({ exemptions: [{ project: 'id-1', reason }] }, { key: 'id-1' }).outcome).toBe('outOfScope');
  });
});

describe('the metric', () => {
  const advance52 = [snapshot(5_200n, { advanceVnd: 5_100n, completedVolumeVnd: 100n })];

  it('counts advances, and marks a project that is over the threshold only by them', () => {
    const finding = one({}, { snapshots: advance52 });
    expect(finding).toMatchObject({ outcome: 'met', ratePercent: '52.00' });
    expect(finding.marks).toEqual([
      {
        code: 'advanceOnly',
        text: 'đạt ngưỡng nhờ tạm ứng, khối lượng hoàn thành mới thanh toán 100 đồng (1,00%)',
      },
    ]);
    expect(finding.reason).toContain('đạt ngưỡng nhờ tạm ứng');
  });

  it('does not mark a project whose completed volume suffices', () => {
    const volume = [snapshot(5_200n, { advanceVnd: 200n, completedVolumeVnd: 5_000n })];
    expect(one({}, { snapshots: volume }).marks).toEqual([]);
  });

  it('may be completed volume alone', () => {
    expect(one({ metric: 'completedVolume' }, { snapshots: advance52 })).toMatchObject({
      outcome: 'candidate',
      ratePercent: '1.00',
      shortfallVnd: 4_900n,
      disbursedVnd: 5_200n,
      undisbursedVnd: 4_800n,
    });
  });

  it('takes completed volume as the rest beside the advances, and as unknown where neither is told', () => {
    const volume = (more: object) => one({ metric: 'completedVolume' }, { snapshots: [snapshot(6_000n, more)] });
    expect(volume({ advanceVnd: 1_000n })).toMatchObject({ outcome: 'met', ratePercent: '50.00' });
    expect(volume({})).toMatchObject({ outcome: 'noData', ratePercent: null, disbursedVnd: 6_000n });
    expect(volume({}).reason).toContain('không tách khối lượng hoàn thành');
  });
});

describe('the denominator', () => {
  const year = {
    planEntries: [
      planEntry(10_000n),
      planEntry(-2_000n, { effectiveOn: '2025-05-15' }),
      planEntry(4_000n, { effectiveOn: '2025-06-20', source: 'NSTW' }),
      planEntry(3_000n, { planKind: 'carriedOver' }),
    ].map((entry, index) => ({ ...entry, nature: index === 0 ? ('initial' as const) : ('increase' as const) })),
    snapshots: [snapshot(5_000n), snapshot(1_000n, { planKind: 'carriedOver' })],
  };

  it('is shown by every name, side by side', () => {
    expect(one({}, year).denominators).toEqual([
      { name: 'plan.current', planVnd: 12_000n, disbursedVnd: 5_000n, ratePercent: '41.66' },
      { name: 'plan.initial', planVnd: 10_000n, disbursedVnd: 5_000n, ratePercent: '50.00' },
      { name: 'plan.withCarriedOver', planVnd: 15_000n, disbursedVnd: 6_000n, ratePercent: '40.00' },
    ]);
  });

  it.each([
    ['plan.current', 'candidate', '41.66', 12_000n],
    ['plan.initial', 'met', '50.00', 10_000n],
    ['plan.withCarriedOver', 'candidate', '40.00', 15_000n],
    ['plan.withoutSupplementsAfter:2025-05-31', 'met', '62.50', 8_000n],
    ['plan.withoutSupplementsAfter:2025-06-20', 'candidate', '41.66', 12_000n],
  ] as const)('%s makes the project %s at %s', (denominator, outcome, ratePercent, wholeVnd) => {
    const finding = one({ denominator }, year);
    expect(finding).toMatchObject({ outcome, ratePercent, planVnd: 12_000n });
    expect(finding.judgements[0]!.wholeVnd).toBe(wholeVnd);
  });

  it('never counts a supplement of June, and counts a cut of May, in "not after May"', () => {
    const finding = one({ denominator: 'plan.withoutSupplementsAfter:2025-05-31' }, year);
    expect(finding.reason).toBe(
      'Đến ngày 30/6/2025 giải ngân 5.000 đồng trên kế hoạch không tính phần bổ sung sau ngày 31/5/2025 8.000 đồng, đạt 62,50%, không dưới 50%.',
    );
    expect(finding.denominators.at(-1)).toMatchObject({ name: 'plan.withoutSupplementsAfter:2025-05-31' });
  });

  it('with carried-over capital waits for the figure of that capital', () => {
    const untold = { ...year, snapshots: [snapshot(5_000n)] };
    expect(one({ denominator: 'plan.withCarriedOver' }, untold).outcome).toBe('noData');
    expect(one({ denominator: 'plan.withCarriedOver' }, untold, true)).toMatchObject({
      outcome: 'candidate',
      ratePercent: '33.33',
    });
  });

  it('can review a project that has only carried-over capital, where the rule says so', () => {
    const carried = {
      planEntries: [planEntry(3_000n, { planKind: 'carriedOver' })],
      snapshots: year.snapshots.slice(1),
    };
    const rule = { denominator: 'plan.withCarriedOver' } as const;
    expect(one(rule, carried).outcome).toBe('noPlan');
    const population = { ...EVERY_PROJECT, requiresPlanOfYear: false };
    expect(one({ ...rule, population }, carried)).toMatchObject({ outcome: 'candidate', ratePercent: '33.33' });
  });
});

describe('the comparator', () => {
  it.each([
    ['below', 5_000n, 'met', 0n],
    ['below', 4_999n, 'candidate', 1n],
    ['atMost', 5_000n, 'candidate', 1n],
    ['atMost', 5_001n, 'met', 0n],
  ] as const)('%s of 50%% with %s of 10.000 đồng: %s', (comparator, paidVnd, outcome, shortfallVnd) => {
    expect(one({ comparator }, { snapshots: [snapshot(paidVnd)] })).toMatchObject({ outcome, shortfallVnd });
  });

  it('is said as it is meant', () => {
    expect(one({ comparator: 'atMost' }).reason).toContain('đạt 50,00%, không quá 50%');
    expect(one({ comparator: 'atMost' }, { snapshots: [snapshot(5_001n)] }).reason).toContain('trên 50%');
  });
});

describe('a threshold relative to the province', () => {
  const project = (key: string, paidVnd: bigint) =>
    facts({ key, code: null, planEntries: [planEntry(3n)], snapshots: [snapshot(paidVnd)] });
  const province = [
    project('a', 1n),
    project('b', 2n),
    facts({ key: 'c', status: 'new', planEntries: [planEntry(3n)] }),
  ];
  const rule = (minusBasisPoints: number, thresholdBasisPoints = 10_000): ReviewRule => ({
    ...ROUND_1,
    thresholdBasisPoints,
    relativeThreshold: { to: 'provincialAverage', minusBasisPoints },
  });
  const outcomes = (by: ReviewRule) => review(by, province, { complete: false }).map(({ outcome }) => outcome);

  it('is the exact average of all projects, those out of scope included', () => {
    // (1 + 2 + 5000) of 9 đồng is far above every one of the two.
    expect(outcomes(rule(0))).toEqual(['candidate', 'candidate', 'outOfScope']);
    const even = [project('a', 1n), project('b', 1n)];
    expect(review(rule(0), even, { complete: false }).map(({ outcome }) => outcome)).toEqual(['met', 'met']);
  });

  it('is compared as a fraction, not as a printed percent', () => {
    const uneven = [
      project('a', 1n),
      project('b', 1n),
      facts({ key: 'c', planEntries: [planEntry(10_000n)], snapshots: [snapshot(3_334n)] }),
    ];
    // 3336/10006 is a little more than a third, though both print 33,33 %.
    const [a] = review(rule(0), uneven, { complete: false });
    expect(a).toMatchObject({ outcome: 'candidate', ratePercent: '33.33' });
    expect(a!.reason).toContain('đạt 33,33%, dưới 33,33% (mức bình quân chung của tỉnh)');
  });

  it('goes down by points and up to a cap', () => {
    const pair = [project('a', 1n), project('b', 2n)];
    const found = (by: ReviewRule) => review(by, pair, { complete: false }).map(({ outcome }) => outcome);
    expect(found(rule(0))).toEqual(['candidate', 'met']);
    expect(found(rule(2_000))).toEqual(['met', 'met']);
    expect(found(rule(0, 3_000))).toEqual(['met', 'met']);
  });
});

describe('the level "each source of the project"', () => {
  const two = {
    planEntries: [planEntry(6_000n, { source: 'NSTW' }), planEntry(4_000n, { source: 'XSKT' })],
    snapshots: [snapshot(5_000n, { source: 'NSTW' }), snapshot(1_000n, { source: 'XSKT' })],
  };

  it('lists the money of the source that is below, and shows the other beside it', () => {
    expect(one({}, two).outcome).toBe('met');
    const finding = one({ level: 'projectSource' }, two);
    expect(finding).toMatchObject({
      outcome: 'candidate',
      planVnd: 4_000n,
      disbursedVnd: 1_000n,
      undisbursedVnd: 3_000n,
      ratePercent: '25.00',
      shortfallVnd: 1_000n,
      bySource: [{ source: 'XSKT', planVnd: 4_000n, disbursedVnd: 1_000n }],
      otherSources: [{ source: 'NSTW', planVnd: 6_000n, disbursedVnd: 5_000n }],
    });
    expect(finding.judgements.map(({ sources, outcome }) => [sources, outcome])).toEqual([
      [['NSTW'], 'met'],
      [['XSKT'], 'candidate'],
    ]);
    expect(finding.reason).toContain('Nguồn thu xổ số kiến thiết: đến ngày 30/6/2025 giải ngân 1.000 đồng');
  });

  it('asks more of a source that has a threshold of its own', () => {
    const stricter = {
      level: 'projectSource',
      sourceThresholds: [{ source: 'NSTW', thresholdBasisPoints: 9_000 }],
    } as const;
    const finding = one(stricter, two);
    expect(finding.bySource.map(({ source }) => source)).toEqual(['NSTW', 'XSKT']);
    expect(finding.judgements.map(({ thresholdPercent }) => thresholdPercent)).toEqual(['90.00', '50.00']);
  });

  it('judges a group together with its parts where a report tells only the group', () => {
    const grouped = {
      planEntries: [planEntry(6_000n, { source: 'CDNS' }), planEntry(4_000n, { source: 'SDD' })],
      snapshots: [snapshot(4_999n, { source: 'NSDP' })],
    };
    const finding = one({ level: 'projectSource' }, grouped);
    expect(finding.judgements).toHaveLength(1);
    expect(finding).toMatchObject({ outcome: 'candidate', planVnd: 10_000n, disbursedVnd: 4_999n, shortfallVnd: 1n });
  });

  it('leaves sources alone that the rule does not look at', () => {
    const population = { ...EVERY_PROJECT, sources: ['NSTW'] };
    expect(one({ level: 'projectSource', population }, two)).toMatchObject({
      outcome: 'met',
      bySource: [{ source: 'NSTW' }],
    });
  });

  it('does not take a source that the report leaves out for 0', () => {
    const untold = { ...two, snapshots: two.snapshots.slice(0, 1) };
    expect(one({ level: 'projectSource' }, untold)).toMatchObject({
      outcome: 'noData',
      bySource: [{ source: 'XSKT' }],
    });
    expect(one({ level: 'projectSource' }, untold, true)).toMatchObject({ outcome: 'candidate', disbursedVnd: 0n });
  });
});

describe('the evidence of a finding', () => {
  it('tells each plan entry with its decision and each figure with its origin and cell', () => {
    const plan = planEntry(10_000n);
    const paid = snapshot(4_000n, { advanceVnd: 1_000n });
    const { evidence } = one({}, { planEntries: [plan], snapshots: [paid] });
    expect(evidence.planEntries).toEqual([
      expect.objectContaining({
        ...{ source: 'CDNS', amountVnd: 10_000n, effectiveOn: '2025-01-01', cell: evidence.plan[0] },
        decision: 'Nghị quyết số 422/NQ-HĐND ngày 05/12/2024',
      }),
    ]);
    expect(evidence.snapshots).toEqual([
      expect.objectContaining({
        origin: 'treasury',
        amountVnd: 4_000n,
        advanceVnd: 1_000n,
        cell: evidence.disbursement[0],
      }),
    ]);
  });

  it('marks old figures, another series, open warnings, an inferred status and a match by name', () => {
    const { marks } = one(
      {},
      {
        snapshots: [
          snapshot(4_000n, { asOf: '2025-05-31' }),
          snapshot(4_500n, { origin: 'investor', report: 'cdt.xlsx' }),
        ],
        statusInferred: true,
        matchedBy: 'name',
        openWarnings: ['ke-hoach.xlsx!NSĐP!L1'],
      },
    );
    expect(marks.map(({ code }) => code)).toEqual([
      'staleData',
      'seriesDiffer',
      'openWarnings',
      'statusInferred',
      'matchedByName',
    ]);
  });
});
