import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bringTogether } from '../../src/domain/project-book.js';
import { toRecallDocument } from '../../src/domain/recall-document.js';
import type { ReportedDisbursement, ReportedPlanEntry } from '../../src/domain/reported-facts.js';
import type { Finding } from '../../src/domain/finding.js';
import { review } from '../../src/domain/review.js';
import { summarise } from '../../src/domain/review-summary.js';
import { adjusted, assigned, paid, ROUND_1, ROUND_2 } from './support/facts.js';

/** A year of a few projects: plans by source, an annex in May, monthly reports of one series. */
interface Year {
  readonly plans: ReportedPlanEntry[];
  readonly reports: ReportedDisbursement[];
}

const SOURCES = ['NSTW', 'CDNS', 'XSKT'] as const;
const vnd = fc.bigInt({ min: 0n, max: 10n ** 12n });

const project = fc.record({
  status: fc.constantFrom('continuing', 'new', 'unclassified'),
  startYear: fc.constantFrom(null, 2023, 2025),
  plan: fc.tuple(vnd, vnd, vnd),
  change: fc.tuple(vnd, vnd),
  coded: fc.boolean(),
  months: fc.array(fc.record({ month: fc.integer({ min: 4, max: 7 }), paid: fc.tuple(vnd, vnd, vnd) }), {
    maxLength: 3,
  }),
  carriedOver: vnd,
} as const);

const year: fc.Arbitrary<Year> = fc.array(project, { minLength: 1, maxLength: 6 }).map((projects) => ({
  plans: projects.flatMap(({ status, startYear, plan, change, carriedOver }, i) => {
    const who = { code: `80000${i}0`, name: `Dự án số ${i} xã Mường Bú`, status, startYear };
    return [
      ...SOURCES.map((source, s) => assigned(plan[s]!, { project: who, source, sheet: source })),
      assigned(carriedOver, { project: who, planKind: 'carriedOver' }),
      adjusted(change[0], { project: who, source: 'NSTW' }),
      adjusted(change[1], { project: who, source: 'XSKT', effectiveOn: '2025-08-01' }),
    ];
  }),
  reports: projects.flatMap(({ months, coded, carriedOver }, i) => {
    const who = { code: coded ? `80000${i}0` : null, name: `Dự án số ${i} xã Mường Bú` };
    const byMonth = new Map(months.map((item) => [item.month, item]));
    return [...byMonth.values()].flatMap(({ month, paid: amounts }) => {
      const at = {
        file: `thang-${month}.xlsx`,
        asOf: month % 2 === 1 ? `2025-0${month}-31` : `2025-0${month}-30`,
        project: who,
      };
      return [
        ...SOURCES.map((source, s) => paid(amounts[s]!, { ...at, source })),
        paid(carriedOver, { ...at, planKind: 'carriedOver' }),
      ];
    });
  }),
}));

const complete = fc.boolean();
const rule = fc.constantFrom(ROUND_1, ROUND_2);

function findingsOf({ plans, reports }: Year, by = ROUND_1, isComplete = false): Finding[] {
  return review(by, bringTogether(plans, reports, 2025).projects, { complete: isComplete });
}

/** What must not depend on the order: everything but the order of lists. */
function unordered(findings: readonly Finding[]) {
  return findings
    .map((finding) => ({
      ...finding,
      evidence: { plan: [...finding.evidence.plan].sort(), disbursement: [...finding.evidence.disbursement].sort() },
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const shuffled = <T>(items: T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });

describe('a review', () => {
  it('does not depend on the order of files and rows', () => {
    const orders = year.chain((known) => fc.tuple(fc.constant(known), shuffled(known.plans), shuffled(known.reports)));
    fc.assert(
      fc.property(orders, rule, complete, ([known, plans, reports], by, isComplete) => {
        expect(unordered(findingsOf({ plans, reports }, by, isComplete))).toEqual(
          unordered(findingsOf(known, by, isComplete)),
        );
      }),
    );
  });

  it('keeps every sum: by source equals the whole, plan less disbursed is undisbursed', () => {
    fc.assert(
      fc.property(year, rule, complete, (known, by, isComplete) => {
        for (const finding of findingsOf(known, by, isComplete)) {
          const sum = (field: 'planVnd' | 'disbursedVnd') =>
            finding.bySource.reduce((total, share) => total + share[field], 0n);
          expect(sum('planVnd')).toBe(finding.planVnd);
          expect(sum('disbursedVnd')).toBe(finding.disbursedVnd ?? 0n);
          if (finding.disbursedVnd !== null)
            expect(finding.undisbursedVnd).toBe(finding.planVnd - finding.disbursedVnd);
        }
      }),
    );
  });

  it('calls a project in scope with a plan and a figure a candidate exactly when 10000 d < t p', () => {
    fc.assert(
      fc.property(year, rule, complete, fc.integer({ min: 1, max: 10_000 }), (known, by, isComplete, points) => {
        for (const finding of findingsOf(known, { ...by, thresholdBasisPoints: points }, isComplete)) {
          const { planVnd: p, disbursedVnd: d, outcome } = finding;
          if (p <= 0n) expect(outcome).toBe('noPlan');
          else if (outcome === 'candidate' || outcome === 'met') {
            expect(outcome === 'candidate').toBe(10_000n * d! < BigInt(points) * p);
            expect(outcome === 'candidate').toBe(finding.shortfallVnd! > 0n);
          } else expect(d === null || outcome === 'outOfScope' || outcome === 'unclassified').toBe(true);
        }
      }),
    );
  });

  it('loses no candidate when the threshold rises', () => {
    const points = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(year, rule, points, points, (known, by, a, b) => {
        const candidates = (thresholdBasisPoints: number) =>
          findingsOf(known, { ...by, thresholdBasisPoints })
            .filter(({ outcome }) => outcome === 'candidate')
            .map(({ key }) => key);
        expect(candidates(Math.max(a, b))).toEqual(expect.arrayContaining(candidates(Math.min(a, b))));
      }),
    );
  });

  it('gives the same verdicts and rates when all money grows alike', () => {
    const times = fc.bigInt({ min: 2n, max: 1_000n });
    fc.assert(
      fc.property(year, rule, times, (known, by, factor) => {
        const grown: Year = {
          plans: known.plans.map((entry) => ({ ...entry, amountVnd: entry.amountVnd * factor })),
          reports: known.reports.map((item) => ({ ...item, amountVnd: item.amountVnd * factor })),
        };
        const verdicts = (findings: Finding[]) =>
          findings.map(({ key, outcome, ratePercent }) => [key, outcome, ratePercent]);
        expect(verdicts(findingsOf(grown, by))).toEqual(verdicts(findingsOf(known, by)));
      }),
    );
  });

  it('only moves "no data" when the reports are declared complete', () => {
    fc.assert(
      fc.property(year, rule, (known, by) => {
        const declared = findingsOf(known, by, true);
        findingsOf(known, by).forEach((finding, index) => {
          if (finding.outcome === 'noData')
            expect(declared[index]).toMatchObject({ outcome: 'candidate', disbursedVnd: 0n });
          else expect(declared[index]!.outcome).toBe(finding.outcome);
        });
      }),
    );
  });

  it('counts every project once', () => {
    fc.assert(
      fc.property(year, rule, complete, (known, by, isComplete) => {
        const findings = findingsOf(known, by, isComplete);
        const summary = summarise(findings);
        expect(summary.inScope + summary.noPlan + summary.outOfScope).toBe(findings.length);
        expect(summary.candidates + summary.met + summary.noData + summary.unclassified).toBe(summary.inScope);
      }),
    );
  });

  it('is printed with every đồng as an exact integer, and without the key of the review', () => {
    fc.assert(
      fc.property(year, complete, (known, isComplete) => {
        const findings = findingsOf(known, ROUND_2, isComplete);
        const document = toRecallDocument(ROUND_2, findings, [], []);
        const printed = JSON.parse(JSON.stringify(document)) as typeof document;
        const candidates = findings.filter(({ outcome }) => outcome === 'candidate');
        expect(printed.candidates.map(({ planVnd }) => BigInt(planVnd))).toEqual(
          candidates.map(({ planVnd }) => planVnd),
        );
        expect(printed.unmatched.plan).toHaveLength(findings.filter(({ outcome }) => outcome === 'noData').length);
        expect(printed.candidates.every((candidate) => !('key' in candidate))).toBe(true);
        expect(printed.rule).toMatchObject({ code: '161-2025-2', thresholdPercent: 60, asOf: '2025-09-30' });
      }),
    );
  });
});
