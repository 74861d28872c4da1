import { Worker } from 'node:worker_threads';
import ExcelJS from 'exceljs';
import type { PlainWorkbook } from '../cells.js';
import { readPlainWorkbook } from '../reading/read-workbook.js';
import { whyListOnly } from './annotate-decision.js';
import type { AnnotateAnswer, AnnotateOrder } from './annotate-protocol.js';
import { addFirstSheet, fillIssuesSheet, issuesSheetName } from './issues-sheet.js';
import { markCells, placeFinder } from './mark-cells.js';
import { firstDifference } from './same-cells.js';

/**
 * The caged process that loads an officer's workbook into exceljs, marks it and writes it back. Our own bounded reader looks at
 * the file before (hostile files never reach exceljs) and compares every value after: exceljs 4.4 changes some.
 */
const GRACE_MILLISECONDS = 2_000;
const WATCHDOG_HEAP_MEGABYTES = 8;

const REMARKS = [
  'Ô có lỗi tô đỏ, ô cần xem lại tô vàng, kèm chú thích tại ô; giá trị của các ô không thay đổi. Bấm vào địa chỉ ô để đến ô đó.',
  'Bản này chỉ để xem lỗi (biểu đồ, hình vẽ có thể không còn): sửa trên tệp gốc rồi nộp lại tệp gốc.',
];

process.once('message', (order: AnnotateOrder) => void obey(order));
process.once('disconnect', () => process.exit(1));

async function obey(order: AnnotateOrder): Promise<void> {
  watch(order);
  process.send!(await annotate(order).catch(explain), () => process.disconnect());
}

function watch({ parentPid, wallMilliseconds }: AnnotateOrder): void {
  const watchdog = new Worker(new URL('../cage/watchdog.js', import.meta.url), {
    workerData: { parentPid, wallMilliseconds: wallMilliseconds + GRACE_MILLISECONDS },
    resourceLimits: { maxOldGenerationSizeMb: WATCHDOG_HEAP_MEGABYTES, maxYoungGenerationSizeMb: 1 },
  });
  watchdog.unref();
}

async function annotate({ bytes, issues }: AnnotateOrder): Promise<AnnotateAnswer> {
  const before = readPlainWorkbook(bytes, '');
  const why = whyListOnly(before);
  if (why !== null) return { ok: false, why };
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const placeOf = placeFinder(workbook);
  markCells(workbook, issues, placeOf);
  const name = issuesSheetName(workbook.worksheets.map((sheet) => sheet.name));
  fillIssuesSheet(addFirstSheet(workbook, name), issues, REMARKS, placeOf);
  const annotated = new Uint8Array(await workbook.xlsx.writeBuffer());
  return verified(before, annotated);
}

function verified(before: PlainWorkbook, annotated: Uint8Array): AnnotateAnswer {
  const difference = firstDifference(before, readPlainWorkbook(annotated, ''));
  if (difference === null) return { ok: true, bytes: annotated };
  const { sheet, cell } = difference;
  return { ok: false, why: `Ghi lại tệp làm đổi giá trị ô ${cell} trang "${sheet}" nên không gửi bản đánh dấu.` };
}

function explain(error: unknown): AnnotateAnswer {
  const detail = error instanceof Error ? error.message : String(error);
  return { ok: false, why: `Tệp có cấu trúc mà chương trình ghi không giữ nguyên được (${detail.slice(0, 200)}).` };
}
