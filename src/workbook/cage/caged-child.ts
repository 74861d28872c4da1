import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Issue } from '../../domain/issue.js';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from '../reading/limits.js';
import { NO_CORRECTIONS, type Corrections } from '../understanding/corrections.js';
import { readerCrashed, readerFailed, tooHeavy, tooSlow } from './cage-messages.js';
import { putBack } from './pieces.js';
import type { CageAnswer, CageOrder, CageTask } from './protocol.js';
import { Slots } from './slots.js';

export interface CageOptions {
  /** what a person decided about the workbook; none where absent */
  readonly corrections?: Corrections;
  /** limits that differ from `DEFAULT_READING_LIMITS` */
  readonly reading?: Partial<ReadingLimits>;
  /** from the start of the child to its last answer; time in the queue does not count */
  readonly wallMilliseconds?: number;
  /** old space of the child's heap; inflated bytes come on top and have their own limit */
  readonly heapMegabytes?: number;
  /** ends the child, or leaves the queue; the promise then rejects with the signal's reason */
  readonly signal?: AbortSignal;
}

export type Caged = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly issues: Issue[] };

const WALL_MILLISECONDS = 30_000;
const HEAP_MEGABYTES = 512;
const CHILDREN_AT_ONCE = 2;
/** 128 + SIGABRT: how a shell reports what V8 does when its heap is full */
const ABORT_EXIT_CODE = 134;

/** Runs the compiled `child.js`; under a test runner that reads TypeScript, its twin under `dist`. */
export function childModule(here: string = import.meta.url): string {
  const url = here.endsWith('.ts')
    ? new URL('../../../dist/src/workbook/cage/child.js', here)
    : new URL('child.js', here);
  const path = fileURLToPath(url);
  if (!existsSync(path)) throw new Error(`The compiled reader ${path} is missing: run "npm run build" first.`);
  return path;
}

/** Child processes that read workbooks, so that no file can stop, slow down or fill the process that serves people. */
export class Cage {
  private readonly slots: Slots;

  constructor(
    private readonly modulePath: string = childModule(),
    childrenAtOnce: number = CHILDREN_AT_ONCE,
  ) {
    this.slots = new Slots(childrenAtOnce);
  }

  /**
   * Carries out a task on a file in a child process. A refused file, a crash, a full heap and a timeout are results
   * (`ok: false`); only an aborted signal and a child that cannot be started reject.
   */
  async run(task: CageTask, bytes: Uint8Array, file: string, options: CageOptions = {}): Promise<Caged> {
    const release = await this.slots.acquire(options.signal);
    try {
      return await new CagedChild(this.modulePath, options).obey(toOrder(task, bytes, file, options));
    } finally {
      release();
    }
  }
}

function toOrder(task: CageTask, bytes: Uint8Array, file: string, options: CageOptions): CageOrder {
  return {
    task,
    file,
    bytes,
    limits: { ...DEFAULT_READING_LIMITS, ...options.reading },
    corrections: options.corrections ?? NO_CORRECTIONS,
    parentPid: process.pid,
    wallMilliseconds: options.wallMilliseconds ?? WALL_MILLISECONDS,
  };
}

/** One child from its start to its exit. */
class CagedChild {
  private skeleton: Record<string, unknown> = {};
  private outcome: Caged | null = null;
  private isLate = false;

  constructor(
    private readonly modulePath: string,
    private readonly options: CageOptions,
  ) {}

  obey(order: CageOrder): Promise<Caged> {
    const { signal } = this.options;
    return new Promise((resolve, reject) => {
      const child = this.start();
      const timer = setTimeout(() => this.stopLate(child), order.wallMilliseconds);
      const abort = () => child.kill('SIGKILL');
      signal?.addEventListener('abort', abort, { once: true });
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        finish();
      };
      child.on('message', (answer: CageAnswer) => this.take(answer, order, child));
      child.once('error', (error) => settle(() => (child.pid === undefined ? reject(error) : undefined)));
      child.once('exit', (code, by) =>
        settle(() => {
          if (signal?.aborted) reject(signal.reason as Error);
          else resolve(this.outcome ?? this.explainExit(order, code, by));
        }),
      );
      // a child that died before it read the order is told of by its exit
      child.send(order, () => undefined);
    });
  }

  private start(): ChildProcess {
    return fork(this.modulePath, [], {
      env: {},
      execArgv: [`--max-old-space-size=${this.options.heapMegabytes ?? HEAP_MEGABYTES}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  private stopLate(child: ChildProcess): void {
    this.isLate = true;
    child.kill('SIGKILL');
  }

  private take(answer: CageAnswer, order: CageOrder, child: ChildProcess): void {
    switch (answer.kind) {
      case 'skeleton':
        this.skeleton = answer.skeleton;
        return;
      case 'piece':
        putBack(this.skeleton, answer.piece);
        return;
      case 'done':
        this.outcome = { ok: true, result: this.skeleton };
        break;
      case 'refused':
        this.outcome = { ok: false, issues: [...answer.issues] };
        break;
      case 'failed':
        this.outcome = { ok: false, issues: [readerFailed(order.file, answer.detail)] };
        break;
    }
    child.kill('SIGKILL');
  }

  private explainExit(order: CageOrder, code: number | null, signal: NodeJS.Signals | null): Caged {
    const { file } = order;
    if (this.isLate) return { ok: false, issues: [tooSlow(file, order.wallMilliseconds)] };
    const isFull = signal === 'SIGABRT' || code === ABORT_EXIT_CODE;
    return { ok: false, issues: [isFull ? tooHeavy(file) : readerCrashed(file, signal ?? `mã ${code}`)] };
  }
}
