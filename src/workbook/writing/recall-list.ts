import { rename, rm, open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type ExcelJS from 'exceljs';
import { openWorkbookWriter } from './open-workbook-writer.js';
import { millionsFormat } from './paper-amounts.js';
import { paperStyles } from './paper-styles.js';
import { writeByProject } from './recall-by-project-sheet.js';
import { writeBySource } from './recall-by-source-sheet.js';
import { writeEvidence } from './recall-evidence-sheet.js';
import type { RecallFigures, RecallList } from './recall-list-model.js';
import type { RecallPaper } from './recall-paper.js';
import { writePending } from './recall-pending-sheet.js';

/**
 * Writes the official annex as xlsx to a path or a stream. A path is written beside itself and renamed at the end, so that a
 * failure leaves no half a paper. Rejects where the target cannot be written. Amounts are in triệu đồng, exact to the đồng.
 */
export async function writeRecallList(list: RecallList, target: string | NodeJS.WritableStream): Promise<void> {
  if (typeof target !== 'string') return writeTo(list, asWritable(target));
  const partial = `${target}.partial`;
  const file = await open(partial, 'w');
  try {
    await writeTo(list, file.createWriteStream());
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** The same paper as bytes. */
export async function recallListBytes(list: RecallList): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      chunks.push(chunk);
      done();
    },
  });
  await writeTo(list, sink);
  return new Uint8Array(Buffer.concat(chunks));
}

async function writeTo(list: RecallList, stream: Writable): Promise<void> {
  const paper = toPaper(list);
  const workbook = openWorkbookWriter(stream);
  // exceljs waits for ever where the stream breaks, so the stream itself is watched
  const done = finished(stream);
  try {
    await Promise.race([writeSheets(workbook, paper), done]);
    await done;
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

async function writeSheets(workbook: ExcelJS.stream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  await writeBySource(workbook, paper);
  await writeByProject(workbook, paper);
  await writeEvidence(workbook, paper);
  await writePending(workbook, paper);
  await workbook.commit();
}

function toPaper(list: RecallList): RecallPaper {
  const formats = { amount: millionsFormat(amountsOf(list)), shortfall: millionsFormat(shortfallsOf(list)) };
  return { list, formats, styles: paperStyles(formats) };
}

/** Every amount that the paper shows (but shortfalls), so that one format shows them all exactly. */
function* amountsOf(list: RecallList): Generator<bigint> {
  for (const source of list.sources) {
    for (const investor of source.investors) {
      for (const share of investor.shares) yield* figureAmounts(share.figures);
    }
  }
  for (const investor of list.investors) {
    for (const project of investor.projects) {
      yield project.finding.advanceVnd ?? 0n;
    }
  }
  for (const finding of list.pending) {
    yield finding.planVnd;
    yield finding.disbursedVnd ?? 0n;
  }
}

function* shortfallsOf(list: RecallList): Generator<bigint> {
  for (const investor of list.investors) {
    for (const project of investor.projects) yield project.shortfallVnd;
  }
}

function* figureAmounts(figures: RecallFigures): Generator<bigint> {
  yield figures.planVnd;
  yield figures.disbursedVnd;
  yield figures.recallVnd ?? 0n;
}

function asWritable(stream: NodeJS.WritableStream): Writable {
  if (stream instanceof Writable) return stream;
  return new Writable({
    write(chunk: Buffer, _encoding, done): void {
      stream.write(chunk, done);
    },
    final(done): void {
      stream.end(done);
    },
  });
}
