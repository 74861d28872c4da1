import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import {
  IMPORT_STATES,
  IMPORT_TRANSITIONS,
  isCommittable,
  isWaiting,
  mayBecome,
} from '../../src/imports/import-states.js';
import { connectTo, testDatabase, type TestDatabase } from '../support/database.js';

const DOCUMENT = fileURLToPath(new URL('../../docs/import-states.md', import.meta.url));

describe('the states of an import', () => {
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

  it('stand in the document as in the table', () => {
    const told = [...readFileSync(DOCUMENT, 'utf8').matchAll(/^\| `(\w+)` +\| (.*?) *\|$/gm)].map(
      ([, from = '', list = '']) => [from, [...list.matchAll(/`(\w+)`/g)].map(([, to]) => to)],
    );
    expect(Object.fromEntries(told)).toEqual(IMPORT_TRANSITIONS);
  });

  it('can all be reached, and the program may fail and a person give up wherever it works', () => {
    expect([...reachable('received')].sort()).toEqual([...IMPORT_STATES].sort());
    for (const state of IMPORT_STATES.filter(isWaiting)) {
      expect([state, mayBecome(state, 'failed'), mayBecome(state, 'cancelled')]).toEqual([state, true, true]);
    }
    expect(IMPORT_STATES.filter(isCommittable)).toEqual(['checked', 'ready']);
  });

  it('are what the database lets an import become, step by step', async () => {
    for (const from of IMPORT_STATES) {
      for (const to of IMPORT_STATES) {
        if (from === to) continue;
        const outcome = await tryStep(from, to);
        expect(`${from} -> ${to}: ${outcome}`).toBe(`${from} -> ${to}: ${mayBecome(from, to) ? 'taken' : 'refused'}`);
      }
    }
  });

  it('begin with received alone, and the bytes never change', async () => {
    await expect(insert(dataSource, 'checked')).rejects.toThrow(/begins as received/);
    const id = await insert(dataSource, 'received');
    await expect(dataSource.query(`update import set original = 'x' where id = $1`, [id])).rejects.toThrow(
      /append-only/,
    );
  });

  function reachable(from: (typeof IMPORT_STATES)[number]): Set<string> {
    const found = new Set<string>();
    const open = [from];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const next of IMPORT_TRANSITIONS[state]) {
        if (found.has(next)) continue;
        found.add(next);
        open.push(next);
      }
    }
    return found;
  }

  const COLUMNS: Record<string, string> = {
    cancelled: 'cancelled_at = now()',
    committed: `committed_at = now(), commit_seq = nextval('import_commit_seq'), kind = 'demand'`,
    reversed: 'reversed_at = now()',
    failed: `failed_reason = 'lý do'`,
  };

  /** Every other column of the state is set, so that only the step itself can be refused. */
  async function tryStep(from: string, to: string): Promise<'taken' | 'refused'> {
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      const id = await insert(runner, 'received');
      await runner.query(`set local session_replication_role = replica`);
      await runner.query(`update import set state = $2 ${settings(from, 'received')} where id = $1`, [id, from]);
      await runner.query(`set local session_replication_role = origin`);
      await runner.query(`update import set state = $2 ${settings(to, from)} where id = $1`, [id, to]);
      return 'taken';
    } catch (error) {
      if (!/never becomes/.test(String(error))) throw error;
      return 'refused';
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /** Columns of the state to come; those that only the state before may have are emptied. */
  function settings(to: string, from: string): string {
    const emptied: Record<string, string> = {
      cancelled: 'cancelled_at',
      failed: 'failed_reason',
      reversed: 'reversed_at',
    };
    const parts = [COLUMNS[to], emptied[from] === undefined ? undefined : `${emptied[from]} = null`];
    if (to === 'reversed' && from !== 'committed') parts.push(COLUMNS['committed']);
    if (from === 'committed' && to !== 'reversed') parts.push('committed_at = null, commit_seq = null');
    if (from === 'reversed' && to !== 'committed') parts.push('committed_at = null, commit_seq = null');
    return parts
      .filter((part) => part !== undefined)
      .map((part) => `, ${part}`)
      .join('');
  }

  async function insert(target: Pick<DataSource, 'query'>, state: string): Promise<string> {
    const id = randomUUID();
    const sha256 = createHash('sha256').update(id).digest('hex');
    await target.query(
      `insert into import (id, file, sha256, size_bytes, original, plan_year, state, stated, total_vnd, unmatched_vnd,
                           counts, tables, received_at)
       values ($1, 'a.xlsx', $2, 1, '\\x00', 2025, $3, '{}', 0, 0, '{}', '[]', now())`,
      [id, sha256, state],
    );
    return id;
  }
});
