import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import copyStreams from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import { copyText, type CopyValue } from './copy-text.js';

export type { CopyValue } from './copy-text.js';

/** Bulk insert by COPY inside the transaction of the manager: no parameter limit, an order of magnitude faster than INSERT. */
export async function copyInto(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  await copyTextInto(manager, table, columns, copyText(rows));
}

/** The same with rows that are text already (`copyText`), as they come. */
export async function copyTextInto(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const runner = manager.queryRunner;
  if (runner === undefined) throw new Error('COPY needs the manager of a transaction');
  const client = (await runner.connect()) as PoolClient;
  const target = client.query(copyStreams.from(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), target);
}
