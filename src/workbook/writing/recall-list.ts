import { rename, rm, open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type ExcelJS from 'exceljs';
import { computedFormat, millionsFormat } from './paper-amounts.js';
import { paperStyles } from './paper-styles.js';
import { writeByProject } from './recall-by-project-sheet.js';
import { writeBySource } from './recall-by-source-sheet.js';
import { writeEvidence } from './recall-evidence-sheet.js';
import { writeKept } from './recall-kept-sheet.js';
import type { RecallFigures, RecallList } from './recall-list-model.js';
import type { RecallPaper } from './recall-paper.js';
import { writePending } from './recall-pending-sheet.js';
import { writeTotals } from './recall-totals-sheet.js';
import { streamWorkbook, workbookBytes } from './workbook-stream.js';

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
export function recallListBytes(list: RecallList): Promise<Uint8Array> {
  return workbookBytes((workbook) => writeSheets(workbook, toPaper(list)), list.header.writtenAt ?? undefined);
}

function writeTo(list: RecallList, stream: Writable): Promise<void> {
  return streamWorkbook(stream, (workbook) => writeSheets(workbook, toPaper(list)), list.header.writtenAt ?? undefined);
}

async function writeSheets(workbook: ExcelJS.stream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  await writeBySource(workbook, paper);
  await writeByProject(workbook, paper);
  if (paper.list.decided) await writeTotals(workbook, paper);
  await writeKept(workbook, paper);
  await writeEvidence(workbook, paper);
  await writePending(workbook, paper);
}

function toPaper(list: RecallList): RecallPaper {
  const amount = millionsFormat(amountsOf(list));
  const formats = { amount, shortfall: computedFormat(shortfallsOf(list), amount) };
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
  for (const { figures } of list.kept) yield* figureAmounts(figures);
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
