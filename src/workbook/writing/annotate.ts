import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import type { Issue } from '../../domain/issue.js';
import { Slots } from '../cage/slots.js';
import type { AnnotateAnswer, AnnotateOrder } from './annotate-protocol.js';
import { fillIssuesSheet, issuesSheetName } from './issues-sheet.js';

export interface AnnotateOptions {
  readonly wallMilliseconds?: number;
  readonly heapMegabytes?: number;
}

const WALL_MILLISECONDS = 30_000;
const HEAP_MEGABYTES = 768;

/** One at a time: a workbook in exceljs takes hundreds of megabytes. */
const slots = new Slots(1);

/**
 * The officer's own workbook with errors in red, warnings in yellow, a note on each such cell and a first sheet `LỖI` that links
 * to them; every value stays as it was (compared before it is handed out). Where that cannot be kept (too large, a structure
 * that the writer changes, no readable workbook, too slow) the sheet `LỖI` alone, saying why. Never rejects for a bad file.
 */
export async function annotateWorkbook(
  original: Uint8Array,
  issues: readonly Issue[],
  options: AnnotateOptions = {},
): Promise<Uint8Array> {
  const release = await slots.acquire();
  try {
    const answer = await askChild(original, issues, options);
    return answer.ok ? answer.bytes : await issuesWorkbook(issues, answer.why);
  } finally {
    release();
  }
}

/** A workbook that holds only the list of issues. `why`: Vietnamese sentence that stands above the list, empty for none. */
export async function issuesWorkbook(issues: readonly Issue[], why: string): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Giải Ngân';
  const remarks = why === '' ? [] : [`${why} Danh sách dưới đây chỉ ra từng ô cần sửa trong tệp gốc.`];
  fillIssuesSheet(workbook.addWorksheet(issuesSheetName([])), issues, remarks, () => null);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function askChild(
  bytes: Uint8Array,
  issues: readonly Issue[],
  { wallMilliseconds = WALL_MILLISECONDS, heapMegabytes = HEAP_MEGABYTES }: AnnotateOptions,
): Promise<AnnotateAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(childModule(), [], {
      env: {},
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let isLate = false;
    let answer: AnnotateAnswer | null = null;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, wallMilliseconds);
    child.once('message', (message: AnnotateAnswer) => {
      answer = message;
      child.kill('SIGKILL');
    });
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(answer ?? { ok: false, why: isLate ? tooSlow(wallMilliseconds) : TOO_HEAVY });
    });
    const order: AnnotateOrder = { bytes, issues, parentPid: process.pid, wallMilliseconds };
    // a child that died before it read the order is told of by its exit
    child.send(order, () => undefined);
  });
}

const TOO_HEAVY = 'Đánh dấu trên tệp này cần nhiều bộ nhớ hơn mức cho phép.';

function tooSlow(wallMilliseconds: number): string {
  return `Đánh dấu trên tệp này quá ${Math.round(wallMilliseconds / 1000)} giây nên đã dừng.`;
}

/** Runs the compiled `annotate-child.js`; under a test runner that reads TypeScript, its twin under `dist`. */
function childModule(): string {
  const here = import.meta.url;
  const url = here.endsWith('.ts')
    ? new URL('../../../dist/src/workbook/writing/annotate-child.js', here)
    : new URL('annotate-child.js', here);
  const path = fileURLToPath(url);
  if (!existsSync(path)) throw new Error(`The compiled writer ${path} is missing: run "npm run build" first.`);
  return path;
}
