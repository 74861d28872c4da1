import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { migrate } from '../../src/database/migrate.js';
import { connectTo, testDatabase, type TestDatabase } from '../support/database.js';

const CATALOGUE = `
  select 'column' as what, table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as text
    from information_schema.columns where table_schema = 'public'
  union all select 'index', indexdef from pg_indexes where schemaname = 'public'
  union all select 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'trigger', tgrelid::regclass || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function', proname || prosrc from pg_proc where pronamespace = 'public'::regnamespace
  order by 1, 2`;

describe('the schema', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase('empty');
    dataSource = await connectTo(database.url);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is the same after migrating up, down and up again', async () => {
    expect(await migrate(dataSource)).toHaveLength(MIGRATIONS.length);
    const first = await dataSource.query<object[]>(CATALOGUE);
    for (let undone = 0; undone < MIGRATIONS.length; undone += 1) await dataSource.undoLastMigration();
    const left = await dataSource.query<{ text: string }[]>(CATALOGUE);
    expect(left.filter(({ text }) => !text.includes('schema_migration'))).toEqual([]);
    await migrate(dataSource);
    expect(await dataSource.query<object[]>(CATALOGUE)).toEqual(first);
  });

  it('runs nothing the second time', async () => {
    expect(await migrate(dataSource)).toEqual([]);
  });

  it('lets two programs start at one time', async () => {
    const other = await testDatabase('empty');
    const sources = await Promise.all([connectTo(other.url), connectTo(other.url)]);
    const ran = await Promise.all(sources.map((source) => migrate(source)));
    expect(ran.map((names) => names.length).sort((a, b) => a - b)).toEqual([0, MIGRATIONS.length]);
    for (const source of sources) await source.destroy();
    await other.drop();
  });

  it('does not drift from the entities', async () => {
    const log = await dataSource.driver.createSchemaBuilder().log();
    expect(log.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('keeps days as text and instants exact', async () => {
    const [row] = await dataSource.query<{ day: unknown }[]>(`select date '2026-01-01' as day`);
    expect(row?.day).toBe('2026-01-01');
  });

  it.each([
    'capital_plan_entry',
    'disbursement_snapshot',
    'capital_demand',
    'project_version',
    'identity_line',
    'review_finding',
    'review_donor',
    'review_disposition',
    'review_disposition_amount',
    'review_explanation_request',
    'review_explanation',
    'review_evidence',
    'review_issue',
    'review_issue_paper',
    'change',
  ])('refuses to change what stands in %s', async (table) => {
    for (const sql of [
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `update ${table} set ${await aColumn(table)}`,
    ]) {
      await expect(dataSource.query(sql)).rejects.toThrow(/append-only/);
    }
  });

  async function aColumn(table: string): Promise<string> {
    const [row] = await dataSource.query<{ name: string }[]>(
      `select column_name as name from information_schema.columns
        where table_name = $1 and is_identity = 'NO' order by ordinal_position limit 1`,
      [table],
    );
    return `${row?.name ?? ''} = ${row?.name ?? ''}`;
  }

  it('holds money within the books and codes in their form', async () => {
    await expect(
      dataSource.query(`insert into project (id, code, import_id, recorded_at)
                        values (gen_random_uuid(), '123', gen_random_uuid(), now())`),
    ).rejects.toThrow(/ck_project_code/);
  });
});
