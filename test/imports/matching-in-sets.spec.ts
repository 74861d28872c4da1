import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource, EntityManager } from 'typeorm';
import { copyInto } from '../../src/database/copy.js';
import { matchIssues } from '../../src/imports/match-issues.js';
import { matchStagedLines } from '../../src/imports/match-staged-lines.js';
import { suggestProjects } from '../../src/imports/suggest-projects.js';
import { fold, nameKey } from '../../src/domain/vietnamese-text.js';
import type { ReportedName } from '../../src/domain/matching.js';
import { investorIds } from '../../src/investors/investors.repository.js';
import { insertAlias, insertDecision } from '../../src/matching/decisions.repository.js';
import { knownProjects, memberNamed } from '../../src/projects/known-projects.repository.js';
import { assignLines } from '../support/assign-lines.js';
import { connectTo, testDatabase, type TestDatabase } from '../support/database.js';

/** Few names, codes and investors, so that they meet in every way. */
const NAMES = [
  'Đường Tà Hộc - Nà Bó',
  'ĐƯỜNG TÀ HỘC NÀ BÓ',
  'Đường Tà Hộc - Nà Ớt',
  'Trường học bản Cang',
  'Kè suối Cang',
];
const INVESTORS = ['UBND huyện Mai Sơn', 'UBND xã Mai Sơn', 'Sở Y tế', 'Sở Y tế tỉnh Sơn La'];
const CODES = ['7000001', '7000002', '7000003', '7000004'];

const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
/** Names of their own too, so that a line is also decided by its code alone. */
const name = fc.oneof(
  fc.constantFrom(...NAMES),
  fc.integer({ min: 1, max: 99 }).map((number) => `Cầu số ${number}`),
);
const reportedName = fc.record({ code: maybe(CODES), name, investor: maybe(INVESTORS) });

interface Book {
  /** the code of a project is given away once; a second project of it has none */
  readonly projects: readonly (ReportedName & { readonly withdrawn: boolean; readonly formerName: string | null })[];
  /** index of a project and of the one that it is part of */
  readonly merges: readonly (readonly [number, number])[];
  readonly aliases: readonly { readonly project: number; readonly said: ReportedName; readonly byCode: boolean }[];
}

const book: fc.Arbitrary<Book> = fc.record({
  projects: fc.array(
    fc.record({
      ...{ code: maybe(CODES), name, investor: maybe(INVESTORS) },
      ...{ withdrawn: fc.boolean(), formerName: maybe(NAMES) },
    }),
    { minLength: 2, maxLength: 6 },
  ),
  merges: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 2 }),
  aliases: fc.array(fc.record({ project: fc.nat(5), said: reportedName, byCode: fc.boolean() }), { maxLength: 3 }),
});

/** Lines that say something, or what somebody decided about, or the code and another name of a project of the books. */
const linesAbout = ({ projects, aliases }: Book) =>
  fc.array(
    fc.oneof(
      reportedName,
      fc.constantFrom(...projects).chain(({ code }) => reportedName.map((said) => ({ ...said, code }))),
      aliases.length === 0 ? reportedName : fc.constantFrom(...aliases.map(({ said }) => said)),
    ),
    { minLength: 1, maxLength: 12 },
  );

describe('matching in statements over the whole of an import', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await connectTo(database.url);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it.each([
    ['a plan', 'capitalPlan'],
    ['a report', 'disbursement'],
  ] as const)(
    'gives the lines of %s what the rules give over all of the books at once',
    async (_what, kind) => {
      const trial = book.chain((books) => fc.tuple(fc.constant(books), linesAbout(books)));
      await fc.assert(
        fc.asyncProperty(trial, async ([books, said]) => {
          await inBooks(books, async (manager, importId) => {
            await stage(manager, importId, said);
            await matchStagedLines(manager, importId, kind);
            await suggestProjects(manager, importId, kind);
            expect(await kept(manager, importId)).toEqual(await byTheRules(manager, said, kind === 'capitalPlan'));
            // Again, from where it stands: a check that runs anew.
            await manager.query(
              `update import_line set project_id = null, matched_by = null, new_project_key = 'khác'`,
            );
            await matchStagedLines(manager, importId, kind);
            await suggestProjects(manager, importId, kind);
            expect(await kept(manager, importId)).toEqual(await byTheRules(manager, said, kind === 'capitalPlan'));
          });
        }),
        { numRuns: 40, seed: 20_251_124 },
      );
    },
    60_000,
  );

  it('tells of lines without a project and of codes under another name, in the order of the workbook', async () => {
    const projects = [{ code: CODES[0]!, name: NAMES[0]!, investor: null, withdrawn: false, formerName: null }];
    const said = [
      { code: null, name: NAMES[3]!, investor: null },
      { code: CODES[0]!, name: NAMES[4]!, investor: null },
      { code: CODES[0]!, name: NAMES[1]!, investor: null },
      { code: CODES[1]!, name: NAMES[4]!, investor: null },
    ];
    await inBooks({ projects, merges: [], aliases: [] }, async (manager, importId) => {
      await stage(manager, importId, said);
      await matchStagedLines(manager, importId, 'disbursement');
      const issues = [];
      for await (const page of matchIssues(manager, importId, 'báo cáo.xlsx')) issues.push(...page);
      expect(issues.map(({ code, cell, value }) => [code, cell, value])).toEqual([
        ['project.unmatched', 'A1', NAMES[3]],
        ['project.nameDiffers', 'A2', NAMES[4]],
      ]);
    });
  });

  /** Books that are gone afterwards. */
  async function inBooks(
    books: Book,
    work: (manager: EntityManager, importId: string) => Promise<void>,
  ): Promise<void> {
    const undone = new Error('undone');
    const run = dataSource.transaction(async (manager) => {
      const [earlier, importId] = [await insertImport(manager), await insertImport(manager)];
      await keepBooks(manager, earlier, books);
      await work(manager, importId);
      throw undone;
    });
    await expect(run).rejects.toBe(undone);
  }
});

const NOW = new Date('2025-07-01T00:00:00Z');

async function insertImport(manager: EntityManager): Promise<string> {
  const id = randomUUID();
  await manager.query(
    `insert into import (id, file, sha256, size_bytes, original, plan_year, state, stated, total_vnd, unmatched_vnd, counts, tables,
                         received_at)
     values ($1, 'a.xlsx', repeat('a', 64), 1, 'a', 2025, 'received', '{}', 0, 0, '{}', '[]', $2)`,
    [id, NOW],
  );
  return id;
}

async function keepBooks(manager: EntityManager, importId: string, { projects, merges, aliases }: Book): Promise<void> {
  const given = new Set<string>();
  const investors = await investorIds(manager, INVESTORS, NOW);
  const ids: string[] = [];
  for (const { code, name, investor, withdrawn, formerName } of projects) {
    const id = randomUUID();
    const own = code === null || given.has(code) ? null : code;
    if (own !== null) given.add(own);
    ids.push(id);
    await manager.query('insert into project (id, code, import_id, recorded_at) values ($1, $2, $3, $4)', [
      ...[id, own, importId, NOW],
    ]);
    const investorId = investor === null ? null : investors.get(nameKey(investor));
    for (const told of formerName === null ? [name] : [formerName, name]) {
      await manager.query(
        `insert into project_version (project_id, plan_year, name, name_key, name_folded, investor_id, status, status_inferred, withdrawn,
                                      import_id, recorded_at)
         values ($1, 2025, $2, $3, $4, $5, 'unclassified', false, $6, $7, $8)`,
        [id, told, nameKey(told), fold(told), investorId, withdrawn && told === name, importId, NOW],
      );
    }
  }
  const merged = new Set<number>();
  for (const [part, whole] of merges) {
    const [projectId, otherProjectId] = [ids[part], ids[whole]];
    if (
      projectId === undefined ||
      otherProjectId === undefined ||
      part === whole ||
      merged.has(part) ||
      merged.has(whole)
    )
      continue;
    merged.add(part).add(whole);
    await insertDecision(manager, { kind: 'merge', projectId, otherProjectId, recordedAt: NOW });
  }
  for (const { project, said, byCode } of aliases) {
    const projectId = ids[project];
    if (projectId === undefined || (byCode && said.code === null)) continue;
    const decisionId = await insertDecision(manager, { kind: 'confirmation', projectId, said, recordedAt: NOW });
    await insertAlias(manager, { projectId, said, byCode, decisionId, recordedAt: NOW });
  }
}

async function stage(manager: EntityManager, importId: string, said: readonly ReportedName[]): Promise<void> {
  const columns = [
    'import_id',
    'ordinal',
    'sheet',
    'row_number',
    'role',
    'level',
    'code',
    'name',
    'investor',
    'amounts',
  ];
  await copyInto(
    manager,
    'import_line',
    [...columns, 'has_facts', 'candidates', 'name_key', 'name_folded', 'new_project_key'],
    said.map(({ code, name, investor }, ordinal) => [
      ...[importId, ordinal, 'Biểu', ordinal + 1, 'project', 0, code, name, investor, {}, true, []],
      ...[nameKey(name), fold(name), code],
    ]),
  );
}

interface Kept {
  readonly projectId: string | null;
  readonly matchedBy: string | null;
  readonly newProjectKey: string | null;
  readonly candidates: readonly object[];
}

async function kept(manager: EntityManager, importId: string): Promise<Kept[]> {
  return manager.query<Kept[]>(
    `select project_id as "projectId", matched_by as "matchedBy", new_project_key as "newProjectKey", candidates
       from import_line where import_id = $1 order by ordinal`,
    [importId],
  );
}

async function byTheRules(manager: EntityManager, said: readonly ReportedName[], isPlan: boolean): Promise<Kept[]> {
  const known = await knownProjects(manager);
  const byKey = new Map(known.map((project) => [project.key, project]));
  return assignLines(known, said, isPlan).map(({ projectId, ...rest }, index) => {
    const project = byKey.get(projectId ?? '');
    const line = said[index];
    return { projectId: project === undefined || line === undefined ? projectId : memberNamed(project, line), ...rest };
  });
}
