import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { stream as exceljsStream } from 'exceljs';
import { openWorkbookWriter } from './open-workbook-writer.js';

export type WriteSheets = (workbook: exceljsStream.xlsx.WorkbookWriter) => Promise<void>;

/**
 * Writes a workbook to a stream; rejects where the stream breaks. `write` adds the sheets; the workbook is closed after it. With
 * an instant the same sheets always give the same bytes.
 */
export async function streamWorkbook(stream: Writable, write: WriteSheets, writtenAt?: Date): Promise<void> {
  const workbook = openWorkbookWriter(stream, writtenAt);
  // exceljs waits for ever where the stream breaks, so the stream itself is watched
  const done = finished(stream);
  try {
    await Promise.race([write(workbook).then(() => workbook.commit()), done]);
    await done;
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** The same workbook as bytes. */
export async function workbookBytes(write: WriteSheets, writtenAt?: Date): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      chunks.push(chunk);
      done();
    },
  });
  await streamWorkbook(sink, write, writtenAt);
  return new Uint8Array(Buffer.concat(chunks));
}
