import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { PassThrough } from 'node:stream';
import exceljs from 'exceljs';
import { AGGREGATE, fillBooks } from './rounds-books.mjs';

/**
 * Evaluating a round (what it finds of every project, by the function that opens rounds and tries rules; the evidence is loaded for what is
 * kept, a page at a time, and told apart as `detailSeconds`) beside one hand-written aggregate over the same tables, and
 * the list as a workbook beside the bare writing of the same cells, in interleaved runs. Growth over 25.000, 50.000 and 100.000 lines.
 */

const SIZES = [25_000, 50_000, 100_000];
const RUNS = 3;
const LISTED = 10_000;
const compiled = (path) => import(new URL(`../../dist/src/${path}`, import.meta.url));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Math.round(value * 1000) / 1000;

async function seconds(work) {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

async function measureSize(server, planLines) {
  const { connect } = await compiled('database/data-source.js');
  const { migrate } = await compiled('database/migrate.js');
  const { evaluateRule, findingsOf } = await compiled('review-rounds/evaluate-rule.js');
  const { SHIPPED_REVIEW_RULES } = await compiled('domain/review-rule.js');
  const [rule] = SHIPPED_REVIEW_RULES;
  const dataSource = await connect({ url: server, poolSize: 2, onPoolError: () => undefined });
  try {
    await migrate(dataSource);
    const projects = await fillBooks(dataSource, planLines);
    const knownAt = new Date();
    const question = { rule, knownAt, complete: true };
    const evaluate = () => dataSource.transaction((manager) => evaluateRule(manager, question));
    const aggregate = () => dataSource.query(AGGREGATE, [knownAt, rule.asOf]);
    const runs = [];
    for (let index = 0; index <= RUNS; index++) {
      const ours = await seconds(evaluate);
      const peer = await seconds(aggregate);
      // The first run warms the caches of both.
      if (index > 0) runs.push({ ours, peer });
    }
    const { outcomes, summary, province } = runs[0].ours.result;
    const detailed = await seconds(() =>
      dataSource.transaction((manager) => listedFindings(findingsOf(manager, question, { outcomes, province }))),
    );
    const [told] = runs[0].peer.result;
    const same =
      told.candidates === summary.candidates &&
      BigInt(told.planVnd) === summary.planVnd &&
      BigInt(told.disbursedVnd) === summary.disbursedVnd;
    return {
      findings: detailed.result,
      rule,
      same,
      ratio: round(median(runs.map(({ ours, peer }) => ours.seconds / peer.seconds))),
      figures: {
        projects,
        candidates: summary.candidates,
        evaluateSeconds: round(median(runs.map(({ ours }) => ours.seconds))),
        detailSeconds: round(detailed.seconds),
        aggregateSeconds: round(median(runs.map(({ peer }) => peer.seconds))),
      },
    };
  } finally {
    await dataSource.destroy();
  }
}

/** The candidates of the list, of findings that come in pages: of every project their evidence is loaded and reasoned. */
async function listedFindings(pages) {
  const listed = [];
  for await (const page of pages) listed.push(...page.filter(({ outcome }) => outcome === 'candidate'));
  return listed.slice(0, LISTED);
}

/** The list of so many candidates, and a bare stream writer given the very cells of the sheets that the list has. */
async function measureList(rule, findings) {
  const { buildRecallList } = await compiled('workbook/writing/recall-list-model.js');
  const { recallListBytes } = await compiled('workbook/writing/recall-list.js');
  const write = () => recallListBytes(buildRecallList(rule, findings, {}));
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(await write());
  const sheets = workbook.worksheets.map((sheet) => {
    const rows = [];
    sheet.eachRow({ includeEmpty: true }, (row) => rows.push([...(row.values ?? [])].slice(1)));
    return { name: sheet.name, rows };
  });
  const cells = sheets.reduce((sum, { rows }) => sum + rows.reduce((all, row) => all + row.length, 0), 0);
  const ratios = [];
  const ours = [];
  const bare = [];
  for (let index = 0; index < RUNS; index++) {
    ours.push((await seconds(write)).seconds);
    bare.push((await seconds(() => writeBare(sheets))).seconds);
    ratios.push(ours[index] / bare[index]);
  }
  return {
    ratio: round(median(ratios)),
    figures: { rows: findings.length, cells, oursSeconds: round(median(ours)), bareSeconds: round(median(bare)) },
  };
}

async function writeBare(sheets) {
  const { openWorkbookWriter } = await compiled('workbook/writing/open-workbook-writer.js');
  const stream = new PassThrough();
  stream.resume();
  const writer = openWorkbookWriter(stream);
  for (const { name, rows } of sheets) {
    const sheet = writer.addWorksheet(name);
    for (const row of rows) sheet.addRow(row).commit();
    sheet.commit();
  }
  await writer.commit();
}

export async function run({ sizes = SIZES } = {}) {
  const { startEmbeddedPostgres } = await compiled('database/embedded/embedded-postgres.js');
  const folder = await mkdtemp(join(tmpdir(), 'giai-ngan-bench-'));
  // Root hands the database to another user, who must be able to enter.
  await chmod(folder, 0o755);
  try {
    const growth = {};
    let largest = null;
    for (const planLines of sizes) {
      const server = await startEmbeddedPostgres({
        folder: join(folder, `books-${planLines}`),
        database: 'giai_ngan_bench',
        serverSettings: { fsync: 'off', synchronous_commit: 'off' },
      });
      try {
        largest = await measureSize(server.url, planLines);
      } finally {
        await server.stop();
      }
      growth[planLines] = { ...largest.figures, toAggregate: largest.ratio };
    }
    const list = await measureList(largest.rule, largest.findings);
    const perLine = (planLines) => growth[planLines].evaluateSeconds / planLines;
    const linearity = round(perLine(sizes.at(-1)) / perLine(sizes[0]));
    return {
      name: 'rounds',
      figures: { months: 12, growth, list: list.figures },
      bars: [
        { name: 'same candidates and sums as the aggregate', value: largest.same, limit: true, holds: largest.same },
        { name: 'evaluating : one aggregate', value: largest.ratio, limit: 2, holds: largest.ratio <= 2 },
        { name: 'list : bare cells', value: list.ratio, limit: 1.5, holds: list.ratio <= 1.5 },
        { name: 'seconds a line, largest : smallest', value: linearity, limit: 1.5, holds: linearity <= 1.5 },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
