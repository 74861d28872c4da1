import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type ExcelJS from 'exceljs';
import { openWorkbookWriter } from './open-workbook-writer.js';

/** The bytes of a workbook whose sheets are written one after the other. Rejects where a sheet does. */
export async function bytesOfPaper(
  write: (workbook: ExcelJS.stream.xlsx.WorkbookWriter) => Promise<void>,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      chunks.push(chunk);
      done();
    },
  });
  const workbook = openWorkbookWriter(sink);
  const done = finished(sink);
  try {
    await write(workbook);
    await workbook.commit();
    await done;
  } catch (error) {
    sink.destroy();
    await done.catch(() => undefined);
    throw error;
  }
  return new Uint8Array(Buffer.concat(chunks));
}
