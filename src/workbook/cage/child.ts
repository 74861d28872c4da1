import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { WorkbookRefusal } from '../reading/refusal.js';
import { PARTS_AHEAD, type CageAnswer, type CageNext, type CageOrder } from './protocol.js';
import { fulfil } from './tasks.js';

/** The caged process: takes one order, answers it part by part as the parent asks for more, and waits to be ended. */

/** the parent ends a child in time; this is for a child whose parent cannot */
const GRACE_MILLISECONDS = 2_000;
const WATCHDOG_HEAP_MEGABYTES = 8;
/** kinds of the part with which a result begins to leave */
const DELIVERING: ReadonlySet<string> = new Set(['workbook', 'reading', 'head']);

process.once('message', (order: CageOrder) => void obey(order));
process.once('disconnect', () => process.exit(1));

async function obey(order: CageOrder): Promise<void> {
  const watchdog = watch(order);
  const leave = credit();
  try {
    for await (const part of fulfil(order)) {
      await leave();
      // From the first batch on a slow receiver keeps this process waiting, which is no fault of the file.
      if (DELIVERING.has(part.kind)) watchdog.postMessage('delivering');
      await answer({ kind: 'part', part });
    }
    await answer({ kind: 'done' });
  } catch (error) {
    await answer(explain(error));
  }
}

function watch({ parentPid, wallMilliseconds }: CageOrder): Worker {
  const watchdog = new Worker(new URL('watchdog.js', import.meta.url), {
    workerData: { parentPid, wallMilliseconds: wallMilliseconds + GRACE_MILLISECONDS },
    resourceLimits: { maxOldGenerationSizeMb: WATCHDOG_HEAP_MEGABYTES, maxYoungGenerationSizeMb: 1 },
  });
  watchdog.unref();
  return watchdog;
}

/** A function that waits until one more part may leave. */
function credit(): () => Promise<void> {
  let free = PARTS_AHEAD;
  process.on('message', ({ kind }: CageNext) => {
    if (kind === 'next') free += 1;
  });
  return async () => {
    while (free === 0) await once(process, 'message');
    free -= 1;
  };
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
