import { storableJson, storableText } from './storable-text.js';

/** A value of a COPY row; objects and arrays become jsonb. */
export type CopyValue = string | number | bigint | boolean | null | object;

const CHUNK = 64 * 1024;

/** Rows in the text format of COPY, in pieces of about 64 KB that end with a row. */
export function* copyText(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < row.length; index += 1)
      text += (index === 0 ? '' : '\t') + encodeValue(row[index] ?? null);
    text += '\n';
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
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text;
}
