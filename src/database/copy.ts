import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import copyStreams from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import { storableJson, storableText } from './storable-text.js';

/** A value of a COPY row; objects and arrays become jsonb. */
export type CopyValue = string | number | bigint | boolean | null | object;

const CHUNK = 64 * 1024;

/** Bulk insert by COPY inside the transaction of the manager: no parameter limit, an order of magnitude faster than INSERT. */
export async function copyInto(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const runner = manager.queryRunner;
  if (runner === undefined) throw new Error('COPY needs the manager of a transaction');
  const client = (await runner.connect()) as PoolClient;
  const target = client.query(copyStreams.from(`copy ${table} (${columns.join(', ')}) from stdin`));
  await pipeline(Readable.from(encode(rows)), target);
}

function* encode(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let text = '';
  for (const row of rows) {
    text += `${row.map(encodeValue).join('\t')}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
  }
  if (text !== '') yield Buffer.from(text, 'utf8');
}

function encodeValue(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'object') return escape(storableJson(value));
  return typeof value === 'string' ? escape(storableText(value)) : String(value);
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escape(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}
