import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shareOut, sumVnd } from '../../src/domain/money.js';
import { OBLIGATION_KINDS, type Obligation, type ProjectFacts } from '../../src/domain/project-facts.js';
import { recallableOf, type RecallQuestion } from '../../src/domain/recall-amounts.js';
import { RECALL_POLICIES, type ReviewRule } from '../../src/domain/review-rule.js';
import { review } from '../../src/domain/review.js';
import { silentDisposition, toDisposition, type ProposedDisposition } from '../../src/domain/disposition.js';
import { fixedThreshold, isCaught } from '../../src/domain/threshold.js';
import { facts, planEntry, ROUND_1, snapshot } from './support/facts.js';

const ref = { file: 'giai-trinh.xlsx', sheet: 'Sheet1', cell: 'K9' };
const obliged = (kind: Obligation['kind'], amountVnd: bigint, source = 'CDNS'): Obligation => ({
  ...{ kind, source, amountVnd, ref },
});

const candidate = (rule: Partial<ReviewRule> = {}, more: Partial<ProjectFacts> = {}) =>
  review({ ...ROUND_1, ...rule }, [facts({ snapshots: [snapshot(2_000n, { advanceVnd: 500n })], ...more })], {
    complete: false,
  })[0]!.recallable;

describe('what may be taken back of a candidate', () => {
  const obligations = [
    obliged('acceptedUnpaid', 1_000n),
    obliged('pendingRequest', 700n),
    obliged('commitment', 3_000n),
  ];

  it('is estimated low, likely and high, and every term is named', () => {
    expect(candidate({}, { obligations })).toEqual({
      policy: 'allUndisbursed',
      lowVnd: 2_800n,
      likelyVnd: 3_300n,
      highVnd: 6_300n,
      proposedVnd: 6_300n,
      untold: [],
      bySource: [
        {
          ...{ source: 'CDNS', planVnd: 10_000n, disbursedVnd: 2_000n, undisbursedVnd: 8_000n },
          ...{ lowVnd: 2_800n, likelyVnd: 3_300n, highVnd: 6_300n, proposedVnd: 6_300n },
          mustKeep: [
            { term: 'pendingRequest', amountVnd: 700n },
            { term: 'acceptedUnpaid', amountVnd: 1_000n },
            { term: 'commitment', amountVnd: 3_000n },
            { term: 'advance', amountVnd: 500n },
          ],
        },
      ],
    });
  });

  it.each([
    ['allUndisbursed', 6_300n],
    ['downToCommitment', 3_300n],
    // 2.000 đồng are exactly 50 % of 4.000: the other 6.000 must go.
    ['toThreshold', 6_000n],
    ['byHand', null],
  ] as const)('is proposed by the policy %s as %s', (amountPolicy, proposedVnd) => {
    expect(candidate({ amountPolicy }, { obligations })).toMatchObject({ proposedVnd });
  });

  it('says what no file tells', () => {
    expect(candidate()).toMatchObject({ untold: ['pendingRequest', 'acceptedUnpaid', 'commitment'], highVnd: 8_000n });
    expect(candidate({}, { snapshots: [snapshot(2_000n)] })!.untold).toContain('advance');
  });

  it('is never taken from what is paid under the group of a source', () => {
    const amount = candidate(
      {},
      {
        planEntries: [planEntry(6_000n, { source: 'CDNS' }), planEntry(3_000n, { source: 'SDD' })],
        snapshots: [snapshot(3_000n, { source: 'NSDP' })],
      },
    )!;
    expect(amount.highVnd).toBe(6_000n);
    expect(amount.bySource.map(({ source, highVnd }) => [source, highVnd])).toEqual([
      ['NSDP', 0n],
      ['CDNS', 4_000n],
      ['SDD', 2_000n],
    ]);
  });

  it('is told of candidates only', () => {
    expect(candidate({}, { snapshots: [snapshot(5_000n)] })).toBeNull();
  });
});

const vnd = fc.bigInt({ min: 0n, max: 10n ** 13n });
const SOURCES = ['NSTW', 'NSDP', 'CDNS', 'SDD', 'XSKT'] as const;

const question: fc.Arbitrary<RecallQuestion> = fc
  .record({
    policy: fc.constantFrom(...RECALL_POLICIES),
    shares: fc.uniqueArray(fc.record({ source: fc.constantFrom(...SOURCES), planVnd: vnd, disbursedVnd: vnd }), {
      minLength: 1,
      selector: ({ source }) => source,
    }),
    obligations: fc.array(
      fc.record({ kind: fc.constantFrom(...OBLIGATION_KINDS), source: fc.constantFrom(...SOURCES), amountVnd: vnd }),
      { maxLength: 5 },
    ),
    advances: fc.array(fc.record({ source: fc.constantFrom(...SOURCES), advanceVnd: fc.option(vnd) }), {
      maxLength: 3,
    }),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    comparator: fc.constantFrom('below', 'atMost'),
  } as const)
  .map(({ policy, shares, obligations, advances, basisPoints, comparator }) => ({
    ...{ policy, shares, comparator, snapshots: advances },
    obligations: obligations.map((item) => ({ ...item, ref })),
    caught: [
      {
        sources: shares.map(({ source }) => source),
        partVnd: sumVnd(shares.map(({ disbursedVnd }) => disbursedVnd)),
        wholeVnd: sumVnd(shares.map(({ planVnd }) => planVnd)),
        threshold: fixedThreshold(basisPoints),
      },
    ],
  }));

describe('amounts to take back', () => {
  it('add up term by term, are never negative and never more than plan less disbursed', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const amount = recallableOf(asked);
        for (const share of amount.bySource) {
          const kept = new Map(share.mustKeep.map(({ term, amountVnd }) => [term, amountVnd]));
          const keep = (...terms: readonly string[]) => sumVnd(terms.map((term) => kept.get(term as 'advance') ?? 0n));
          expect(share.highVnd + keep('pendingRequest', 'acceptedUnpaid')).toBe(share.undisbursedVnd);
          expect(share.likelyVnd + keep('pendingRequest', 'acceptedUnpaid', 'commitment')).toBe(share.undisbursedVnd);
          expect(share.lowVnd + sumVnd(kept.values())).toBe(share.undisbursedVnd);
          const most = share.planVnd > share.disbursedVnd ? share.planVnd - share.disbursedVnd : 0n;
          expect(share.undisbursedVnd <= most).toBe(true);
          for (const part of [share.lowVnd, share.likelyVnd, share.highVnd, share.proposedVnd ?? 0n, ...kept.values()])
            expect(part >= 0n && part <= share.undisbursedVnd).toBe(true);
          expect(share.lowVnd <= share.likelyVnd && share.likelyVnd <= share.highVnd).toBe(true);
          expect((share.proposedVnd ?? 0n) <= share.highVnd).toBe(true);
        }
        for (const field of ['lowVnd', 'likelyVnd', 'highVnd'] as const)
          expect(amount[field]).toBe(sumVnd(amount.bySource.map((share) => share[field])));
      }),
    );
  });

  it('bring a project to its threshold and not a đồng further, where its sources can give that much', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const [caught] = asked.caught;
        const { partVnd, wholeVnd, threshold } = caught!;
        const part = partVnd ?? 0n;
        fc.pre(isCaught(part, wholeVnd, threshold, asked.comparator));
        const amount = recallableOf({ ...asked, policy: 'toThreshold' });
        const proposed = amount.proposedVnd ?? 0n;
        if (proposed < amount.highVnd)
          expect(isCaught(part, wholeVnd - proposed, threshold, asked.comparator)).toBe(
            part === 0n && asked.comparator === 'atMost',
          );
        if (proposed > 0n) expect(isCaught(part, wholeVnd - proposed + 1n, threshold, asked.comparator)).toBe(true);
      }),
    );
  });

  it('are shared out to the đồng, no share above its weight', () => {
    const weights = fc.array(vnd, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 10_000n }), (given, points) => {
        const total = (sumVnd(given) * points) / 10_000n;
        const shares = shareOut(total, given);
        expect(sumVnd(shares)).toBe(sumVnd(given) === 0n ? 0n : total);
        shares.forEach((share, index) => expect(share >= 0n && share <= given[index]!).toBe(true));
      }),
    );
  });
});

describe('a verdict', () => {
  const share = (source: string, planVnd: bigint, disbursedVnd: bigint) => ({ source, planVnd, disbursedVnd });
  const row = (obligations: readonly Obligation[], advanceVnd = 0n) => ({
    shares: [share('CDNS', 10_000n, 2_000n), share('NSTW', 5_000n, 5_000n)],
    obligations,
    snapshots: [{ source: 'CDNS', advanceVnd }],
  });
  const all: ProposedDisposition = {
    ...{ verdict: 'recallAll', bySource: null, reasonCode: null, reasonText: null, keepUntil: null },
  };
  const part = (amountVnd: bigint, reasonText: string | null = null) => ({
    ...all,
    verdict: 'recallPart' as const,
    bySource: [{ source: 'CDNS', amountVnd }],
    reasonText,
  });
  const faultOf = (decided: ReturnType<typeof toDisposition>) => ('fault' in decided ? decided.fault.kind : null);
  const dispositionOf = (decided: ReturnType<typeof toDisposition>) =>
    'disposition' in decided ? decided.disposition : null;

  it('on all takes plan less disbursed less what must stay, and says what stays', () => {
    const obligations = [obliged('acceptedUnpaid', 1_000n), obliged('pendingRequest', 700n)];
    expect(dispositionOf(toDisposition(row(obligations, 300n), all))).toMatchObject({
      recallVnd: 6_000n,
      bySource: [
        { source: 'CDNS', amountVnd: 6_000n },
        { source: 'NSTW', amountVnd: 0n },
      ],
      kept: [
        { source: 'CDNS', term: 'pendingRequest', amountVnd: 700n, reason: null },
        { source: 'CDNS', term: 'acceptedUnpaid', amountVnd: 1_000n, reason: null },
        { source: 'CDNS', term: 'advance', amountVnd: 300n, reason: null },
      ],
    });
  });

  it.each([
    [7_999n, 1n],
    [8_000n, null],
    [8_001n, null],
  ])('on all of what owes %s takes %s, at the boundary nothing', (owed, taken) => {
    const decided = toDisposition(row([obliged('acceptedUnpaid', owed)]), all);
    expect(dispositionOf(decided)?.recallVnd ?? null).toBe(taken);
    if (taken === null) expect(faultOf(decided)).toBe('nothingTaken');
    expect(silentDisposition(row([obliged('acceptedUnpaid', owed)]), 'noAnswer').recallVnd).toBe(taken ?? 0n);
  });

  it('takes the word of an officer in place of what files tell, with the reason', () => {
    const stated = {
      source: 'CDNS',
      kind: 'acceptedUnpaid',
      amountVnd: 400n,
      reason: 'Biên bản nghiệm thu 12/7',
    } as const;
    const decided = toDisposition(row([obliged('acceptedUnpaid', 1_000n)]), { ...all, obligations: [stated] });
    expect(dispositionOf(decided)).toMatchObject({
      recallVnd: 7_600n,
      kept: [{ source: 'CDNS', term: 'acceptedUnpaid', amountVnd: 400n, reason: 'Biên bản nghiệm thu 12/7' }],
    });
    const twice = { ...all, obligations: [stated, stated] };
    expect(faultOf(toDisposition(row([]), twice))).toBe('obligationTwice');
    const elsewhere = { ...all, obligations: [{ ...stated, source: 'ODA' }] };
    expect(faultOf(toDisposition(row([]), elsewhere))).toBe('sourceUnknown');
  });

  it('on a part takes what must stay only with a reason in words', () => {
    const owing = row([obliged('pendingRequest', 1_000n)]);
    expect(faultOf(toDisposition(owing, part(7_000n)))).toBeNull();
    expect(faultOf(toDisposition(owing, part(7_001n)))).toBe('takesKept');
    expect(faultOf(toDisposition(owing, part(7_001n, ' ')))).toBe('takesKept');
    expect(faultOf(toDisposition(owing, part(8_000n, 'Kho bạc đã trả lại hồ sơ')))).toBeNull();
    expect(faultOf(toDisposition(owing, part(8_001n, 'Kho bạc đã trả lại hồ sơ')))).toBe('outOfBounds');
  });

  it('takes and keeps of each source together exactly what is undisbursed, never below nothing', () => {
    const amount = fc.bigInt({ min: 0n, max: 20_000n });
    const source = fc.constantFrom('CDNS', 'NSTW', 'SDD');
    const rows = fc.record({
      shares: fc.uniqueArray(fc.record({ source, planVnd: amount, disbursedVnd: amount }), {
        selector: (item) => item.source,
        minLength: 1,
      }),
      obligations: fc.array(fc.record({ kind: fc.constantFrom(...OBLIGATION_KINDS), source, amountVnd: amount })),
      snapshots: fc.array(fc.record({ source, advanceVnd: fc.option(amount) })),
    });
    fc.assert(
      fc.property(rows, (owing) => {
        const { bySource, kept } = silentDisposition(owing, 'noAnswer');
        for (const { source: name, planVnd, disbursedVnd } of owing.shares) {
          const taken = bySource.find((item) => item.source === name)!.amountVnd;
          const stays = sumVnd(kept.filter((item) => item.source === name).map((item) => item.amountVnd));
          expect(taken).toBeGreaterThanOrEqual(0n);
          expect(taken + stays).toBe(planVnd > disbursedVnd ? planVnd - disbursedVnd : 0n);
        }
      }),
      { numRuns: 300 },
    );
  });
});
