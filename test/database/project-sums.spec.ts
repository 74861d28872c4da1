import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { outcomeOfFinding } from '../../src/domain/project-outcomes.js';
import type { ReviewRule } from '../../src/domain/review-rule.js';
import { review } from '../../src/domain/review.js';
import { gatherFacts } from '../../src/projects/facts.repository.js';
import { projectSums } from '../../src/projects/project-sums.repository.js';
import { evaluateRule } from '../../src/review-rounds/evaluate-rule.js';
import { ROUND_1 } from '../domain/support/facts.js';
import { connectTo, testDatabase, type TestDatabase } from '../support/database.js';

const DAYS = ['2025-01-01', '2025-03-31', '2025-05-15', '2025-05-31', '2025-06-30', '2025-07-31'] as const;
const day = fc.constantFrom(...DAYS);
// Parts and their group, and the figure of which no file tells the source: they cover one another.
const source = fc.constantFrom('CDNS', 'CDNS', 'NSTW', 'SDD', 'NSDP', 'KHAC');
const amount = fc.integer({ min: 0, max: 2_000 });

/** Mostly one report of the day tells all; else whatever a province may send. */
const project = fc.record({
  status: fc.constantFrom('continuing', 'continuing', 'new', 'unclassified'),
  plan: fc.array(
    fc.record({
      ...{
        source,
        amount: fc.integer({ min: 0, max: 3_000 }),
        effectiveOn: day,
        kind: fc.constantFrom('current', 'current', 'carriedOver'),
      },
      nature: fc.constantFrom('initial', 'increase', 'decrease'),
      decidedOn: fc.option(fc.constantFrom('2024-12-05', '2024-12-20')),
    }),
    { maxLength: 4 },
  ),
  paid: fc.array(
    fc.record({
      ...{
        source,
        amount,
        report: fc.nat({ max: 7 }),
        kind: fc.constantFrom('current', 'current', 'current', 'carriedOver'),
      },
      ...{ advance: fc.option(fc.constant(100)), volume: fc.option(fc.constant(200)) },
    }),
    { maxLength: 5 },
  ),
});
const report = fc.record({
  ...{ day, origin: fc.constantFrom('treasury', 'treasury', 'investor') },
  scope: fc.constantFrom(null, null, '{"kind":"all"}', '{"kind":"sources","sources":["CDNS"]}'),
  absent: fc.boolean(),
});
const book = fc.record({
  projects: fc.array(project, { minLength: 12, maxLength: 20 }),
  reports: fc.array(report, { minLength: 8, maxLength: 8 }),
  rule: fc.record({
    metric: fc.constantFrom('disbursed' as const, 'completedVolume' as const),
    asOf: fc.constantFrom('2025-05-31', '2025-06-30'),
    relativeThreshold: fc.constantFrom(null, { to: 'provincialAverage' as const, minusBasisPoints: 500 }),
    level: fc.constantFrom('project' as const, 'project' as const, 'projectSource' as const),
    firstAllocatedBefore: fc.constantFrom(null, '2025-05-01'),
  }),
  complete: fc.boolean(),
});
type Book = typeof book extends fc.Arbitrary<infer B> ? B : never;

describe('sums of projects', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let planYear = 2005;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await connectTo(database.url);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('lead to the outcomes that all facts lead to, whatever the books hold', async () => {
    let summed = 0;
    let odd = 0;
    await fc.assert(
      fc.asyncProperty(book, async (random) => {
        await fill(random, (planYear += 1));
        const { firstAllocatedBefore, ...settings } = random.rule;
        const population = { ...ROUND_1.population, firstAllocatedBefore };
        const rule: ReviewRule = { ...ROUND_1, ...settings, planYear, population };
        const question = { rule, knownAt: new Date(), complete: random.complete };
        await dataSource.transaction(async (manager) => {
          const facts = await gatherFacts(manager, { planYear, knownAt: question.knownAt });
          const whole = review(rule, facts, { complete: random.complete }).map(outcomeOfFinding);
          expect((await evaluateRule(manager, question)).outcomes).toEqual(whole);
          for (const { sums } of await projectSums(manager, rule, question.knownAt)) {
            if (sums === null) odd += 1;
            else summed += 1;
          }
        });
      }),
      { numRuns: 40, endOnFailure: true },
    );
    // Neither way may stand alone, or nothing was compared.
    expect(Math.min(summed, odd)).toBeGreaterThan(20);
  }, 60_000);

  async function fill({ projects, reports }: Book, year: number): Promise<void> {
    await dataSource.transaction(async (manager) => {
      await manager.query('set local session_replication_role = replica');
      await manager.query(
        `insert into import (id, file, sha256, size_bytes, original, plan_year, state, stated, kind, as_of, origin, scope, total_vnd,
                             unmatched_vnd, counts, tables, received_at, committed_at, commit_seq)
         select ${idOf('import')}, 'tep-' || number || '.xlsx', lpad(number::text, 64, 'a'), 1, '\\x00', $1, 'committed', '{}', kind, as_of, origin,
                scope::jsonb, 0, 0, '{}', '[]', now() - interval '1 day', now() - interval '1 day', $1 * 100 + number
           from unnest($2::int[], $3::text[], $4::date[], $5::text[], $6::text[]) as told (number, kind, as_of, origin, scope)`,
        [
          ...[year, [99, ...reports.keys()], ['capitalPlan', ...reports.map(() => 'disbursement')]],
          ...[
            [null, ...reports.map((item) => item.day)],
            [null, ...reports.map(({ origin }) => origin)],
          ],
          [null, ...reports.map(({ scope }) => scope)],
        ],
      );
      await manager.query(
        `insert into project (id, code, import_id, recorded_at)
         select ${idOf('project')}, ($1::int * 1000 + number)::text, '${uuid(year, 'import', 99)}', now() - interval '1 day'
           from generate_series(0, $2::int) as number`,
        [year, projects.length - 1],
      );
      await manager.query(
        `insert into project_version (project_id, plan_year, name, name_key, name_folded, status, status_inferred, withdrawn, import_id, recorded_at)
         select ${idOf('project')}, $1, 'Dự án ' || number, number, number, status, false, false, '${uuid(year, 'import', 99)}', now() - interval '1 day'
           from unnest($2::text[]) with ordinality as told (status, place), lateral (select place - 1 as number) as numbered`,
        [year, projects.map(({ status }) => status)],
      );
      for (const [number, { plan, paid }] of projects.entries()) {
        for (const [line, entry] of plan.entries()) {
          await manager.query(
            `insert into capital_plan_entry (matched_project_id, source, plan_year, plan_kind, amount_vnd, effective_on, decided_on, nature,
                                             import_id, line_ordinal, sheet, cell, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'B', $11, now())`,
            [
              ...[uuid(year, 'project', number), entry.source, year, entry.kind, signed(entry), entry.effectiveOn],
              ...[entry.decidedOn, entry.nature, uuid(year, 'import', 99), number, `L${line}`],
            ],
          );
        }
        for (const [line, figure] of paid.entries()) {
          const { day: asOf, origin } = reports[figure.report]!;
          await manager.query(
            `insert into disbursement_snapshot (matched_project_id, source, plan_year, plan_kind, as_of, origin, amount_vnd, advance_vnd,
                                                completed_volume_vnd, matched_by, import_id, line_ordinal, sheet, cell, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'code', $10, $11, 'S', $12, now())`,
            [
              ...[uuid(year, 'project', number), figure.source, year, figure.kind, asOf, origin, figure.amount],
              ...[figure.advance, figure.volume, uuid(year, 'import', figure.report), number, `F${line}`],
            ],
          );
        }
      }
      for (const [number, { absent }] of reports.entries()) {
        if (!absent) continue;
        const marked = [uuid(year, 'import', number), uuid(year, 'project', number)];
        await manager.query('insert into import_absence (import_id, project_id) values ($1, $2)', marked);
      }
    });
  }
});

function signed({ amount: vnd, nature }: { readonly amount: number; readonly nature: string }): number {
  // the books hold no decrease by nothing
  return nature === 'decrease' ? -Math.max(1, vnd) : vnd;
}

type Kind = 'import' | 'project';

const PLACES: Record<Kind, string> = { import: '4000', project: '4001' };

function uuid(year: number, kind: Kind, number: number): string {
  return `00000000-0000-${PLACES[kind]}-8000-${String(year * 1_000 + number).padStart(12, '0')}`;
}

function idOf(kind: Kind): string {
  return `('00000000-0000-${PLACES[kind]}-8000-' || lpad(($1::int * 1000 + number)::text, 12, '0'))::uuid`;
}
