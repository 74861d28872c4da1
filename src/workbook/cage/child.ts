import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { readPlainWorkbook } from '../reading/read-workbook.js';
import { WorkbookRefusal } from '../reading/refusal.js';
import { takeApart, type Pieces } from './pieces.js';
import type { CageAnswer, CageOrder } from './protocol.js';

/** The caged process: takes one order, answers it, and waits to be ended. */

/** the parent ends a child in time; this is for a child whose parent cannot */
const GRACE_MILLISECONDS = 2_000;
const WATCHDOG_HEAP_MEGABYTES = 8;

process.once('message', (order: CageOrder) => void obey(order));
process.once('disconnect', () => process.exit(1));

async function obey(order: CageOrder): Promise<void> {
  watch(order);
  try {
    const { skeleton, pieces } = await fulfil(order);
    await answer({ kind: 'skeleton', skeleton });
    for (const piece of pieces) await answer({ kind: 'piece', piece });
    await answer({ kind: 'done' });
  } catch (error) {
    await answer(explain(error));
  }
}

function watch({ parentPid, wallMilliseconds }: CageOrder): void {
  const watchdog = new Worker(new URL('watchdog.js', import.meta.url), {
    workerData: { parentPid, wallMilliseconds: wallMilliseconds + GRACE_MILLISECONDS },
    resourceLimits: { maxOldGenerationSizeMb: WATCHDOG_HEAP_MEGABYTES, maxYoungGenerationSizeMb: 1 },
  });
  watchdog.unref();
}

async function fulfil({ task, file, bytes, limits, corrections }: CageOrder): Promise<Pieces> {
  const workbook = readPlainWorkbook(bytes, file, limits);
  if (task === 'cells') return takeApart(workbook, { sheets: ['rows', 'merges'] });
  const { understand } = await import('../understanding/understand.js');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const reading = understand(workbook, { file, sha256 }, corrections);
  return takeApart(reading, { tables: ['lines', 'reconciliation'], issues: [] });
}

function explain(error: unknown): CageAnswer {
  if (error instanceof WorkbookRefusal) return { kind: 'refused', issues: [error.issue] };
  return { kind: 'failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}

/** Resolves when the answer has left, so that a large result never piles up in this process. */
function answer(message: CageAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });
}
