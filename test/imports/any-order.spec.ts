import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { DataSource } from 'typeorm';
import { inTransaction, readingInstant } from '../../src/database/transaction.js';
import { gatherFacts } from '../../src/projects/facts.repository.js';
import { figuresOf } from '../../src/projects/figures.js';
import type { Finding } from '../../src/domain/finding.js';
import { evaluateRule, findingsOf } from '../../src/review-rounds/evaluate-rule.js';
import { ruleByCode } from '../../src/review-rounds/review-rules.repository.js';
import { Chance } from '../support/corpus/random.js';
import { connectTo, testDatabase } from '../support/database.js';
import { SAMPLES } from '../support/server.js';
import { servicesHere, understandHere, type Services } from '../support/services.js';

interface Truth {
  code: string | null;
  planVnd: number;
  disbursedVnd: number;
  shortfallVnd: number;
}

const { round1Adjusted } = JSON.parse(readFileSync(`${SAMPLES}expected.json`, 'utf8')) as { round1Adjusted: Truth[] };

const PLAN = 'ke-hoach-von-2025.xlsx';
const ADJUSTMENT = 'dieu-chinh-ke-hoach-2025-05-15.xlsx';
const JUNE = 'giai-ngan-2025-06-30.xlsx';
const EVERY_SAMPLE = readdirSync(SAMPLES).filter((file) => file.endsWith('.xlsx'));

const seed = Number(process.env['ORDER_SEED'] ?? Date.now() % 1_000_000);
/** For a long trial: so many orders of every sample. In short one order of one workbook of each kind. */
const longTrial = Number(process.env['ORDER_COUNT'] ?? 0);
const SHUFFLED =
  longTrial > 0 ? EVERY_SAMPLE : EVERY_SAMPLE.filter((file) => file === JUNE || !/^giai-ngan/.test(file));

/** Papers that rest on one another, in the order of their days and in the worst ones: figures first, decisions last. */
const OF_THREE = [
  [PLAN, ADJUSTMENT, JUNE],
  [JUNE, ADJUSTMENT, PLAN],
  [PLAN, JUNE, ADJUSTMENT],
  [ADJUSTMENT, JUNE, PLAN],
];

const understood = new Map<string, ReturnType<typeof understandHere>>();

/** Each workbook is read and understood once for all orders; nobody corrects any. */
function readOnce(bytes: Uint8Array, file: string): ReturnType<typeof understandHere> {
  const reading = understood.get(file) ?? understandHere(bytes, file);
  understood.set(file, reading);
  return reading;
}

/** The books after the workbooks in this order, each committed without a word of explanation. */
async function booksAfter(order: readonly string[]): Promise<{ projects: unknown; candidates: Truth[] }> {
  const database = await testDatabase();
  const dataSource = await connectTo(database.url);
  try {
    const services = servicesHere(dataSource, readOnce);
    for (const file of order) await commit(services, file, order);
    return { projects: await projectsOf(dataSource), candidates: await candidatesOf(dataSource) };
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
}

async function commit({ imports }: Services, file: string, order: readonly string[]): Promise<void> {
  const received = await imports.receive({ file, bytes: readFileSync(SAMPLES + file), planYear: 2025 });
  if (!received.ok) throw new Error(received.refusal.code);
  const committed = await imports.commit(received.value.id);
  expect([order, file, committed.ok ? null : committed.refusal]).toEqual([order, file, null]);
}

async function projectsOf(dataSource: DataSource): Promise<unknown> {
  const knownAt = await readingInstant(dataSource.manager);
  const facts = await gatherFacts(dataSource.manager, { planYear: 2025, knownAt });
  return facts
    .map((project) => {
      const { code, name, investor, location, sector, status, startYear } = project;
      const figures = ['2025-05-14', '2025-06-30', '2025-09-30'].map((day) => figuresOf(project, day));
      return { ...{ code, name, investor, location, sector, status, startYear }, figures };
    })
    .sort((a, b) => (`${a.code} ${a.name}` < `${b.code} ${b.name}` ? -1 : 1));
}

async function candidatesOf(dataSource: DataSource): Promise<Truth[]> {
  const found = await inTransaction(dataSource, async (manager) => {
    const rule = await ruleByCode(manager, '161-2025-1');
    if (rule === null) throw new Error('no rule of round 1');
    const question = { rule, knownAt: await readingInstant(manager), complete: true };
    const findings: Finding[] = [];
    for await (const page of findingsOf(manager, question, await evaluateRule(manager, question)))
      findings.push(...page);
    return findings;
  });
  return found
    .filter(({ outcome }) => outcome === 'candidate')
    .map(({ code, planVnd, disbursedVnd, shortfallVnd }) => ({
      ...{ code, planVnd: Number(planVnd), disbursedVnd: Number(disbursedVnd) },
      shortfallVnd: Number(shortfallVnd),
    }))
    .sort(byCode);
}

function byCode(a: Truth, b: Truth): number {
  return String(a.code) < String(b.code) ? -1 : 1;
}

function shuffled(files: readonly string[], chance: Chance): string[] {
  const left = [...files];
  return files.flatMap(() => left.splice(chance.between(0, left.length - 1), 1));
}

const truth = round1Adjusted
  .map(({ code, planVnd, disbursedVnd, shortfallVnd }) => ({ code, planVnd, disbursedVnd, shortfallVnd }))
  .sort(byCode);

describe('workbooks in any order', () => {
  it.each([
    ['the papers that rest on one another', OF_THREE],
    [
      `samples of every kind, shuffled by seed ${seed},`,
      Array.from({ length: Math.max(1, longTrial) }, (_, at) => shuffled(SHUFFLED, new Chance(`${seed + at}`))),
    ],
  ])(
    '%s give the same books and the same list',
    async (_, orders) => {
      let first: unknown = null;
      for (const order of orders) {
        const { projects, candidates } = await booksAfter(order);
        first ??= projects;
        // Jest compares thousands of figures slowly; it is asked where it has to print the difference.
        if (!isDeepStrictEqual(projects, first)) expect(projects).toEqual(first);
        expect(candidates).toEqual(truth);
      }
    },
    600_000,
  );
});
