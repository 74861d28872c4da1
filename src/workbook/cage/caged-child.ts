import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Issue } from '../../domain/issue.js';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from '../reading/limits.js';
import { NO_CORRECTIONS, type Corrections } from '../understanding/corrections.js';
import { readerCrashed, readerFailed, tooHeavy, tooSlow } from './cage-messages.js';
import { Deadline } from './deadline.js';
import type { CageAnswer, CageNext, CageOrder, CagePart, CageTask } from './protocol.js';
import { Slots } from './slots.js';

export interface CageOptions {
  /** what a person decided about the workbook; none where absent */
  readonly corrections?: Corrections;
  /** limits that differ from `DEFAULT_READING_LIMITS` */
  readonly reading?: Partial<ReadingLimits>;
  /** time of the child's own work, to its last answer; the queue and a slow receiver do not count */
  readonly wallMilliseconds?: number;
  /** old space of the child's heap; inflated bytes come on top and have their own limit */
  readonly heapMegabytes?: number;
  /** ends the child, or leaves the queue; the promise then rejects with the signal's reason */
  readonly signal?: AbortSignal;
}

/** Takes the parts of a result in their order; the next one comes when the promise of the last is settled. */
export type PartReceiver = (part: CagePart) => void | Promise<void>;

export type Caged = { readonly ok: true } | { readonly ok: false; readonly issues: Issue[] };

const WALL_MILLISECONDS = 30_000;
const HEAP_MEGABYTES = 512;
/** a quarter of what V8 takes for young objects: a tenth less memory at the height of a large workbook */
const SEMI_SPACE_MEGABYTES = 4;
const CHILDREN_AT_ONCE = 2;
/** 128 + SIGABRT: how a shell reports what V8 does when its heap is full */
const ABORT_EXIT_CODE = 134;

/** Under a test runner that reads TypeScript, children run the twins under `dist`. */
const RUNS_SOURCE = import.meta.url.endsWith('.ts');

/** The compiled file of a module of this program, named by `new URL('name.js', import.meta.url)`. */
export function compiled(module: URL): URL {
  const source = new URL('../../', import.meta.url).href;
  const twin = RUNS_SOURCE ? new URL(`../dist/src/${module.href.slice(source.length)}`, source) : module;
  if (!existsSync(twin)) throw new Error(`The compiled ${fileURLToPath(twin)} is missing: run "npm run build" first.`);
  return twin;
}

function childModule(): string {
  return fileURLToPath(compiled(new URL('child.js', import.meta.url)));
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
   * Carries out a task on a file in a child process, handing its result on part by part. A refused file, a crash, a full heap
   * and a timeout are results (`ok: false`), though parts may have come before; only an aborted signal, a receiver that rejects
   * and a child that cannot be started reject.
   */
  async run(
    task: CageTask,
    bytes: Uint8Array,
    file: string,
    receive: PartReceiver,
    options: CageOptions = {},
  ): Promise<Caged> {
    const release = await this.slots.acquire(options.signal);
    try {
      return await new CagedChild(this.modulePath, toOrder(task, bytes, file, options), receive, options).obey();
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
  private readonly child: ChildProcess;
  private readonly deadline: Deadline;
  private outcome: Caged | null = null;
  private failure: { readonly reason: unknown } | null = null;
  private isLate = false;
  private unhandled = 0;
  private handling: Promise<void> = Promise.resolve();

  constructor(
    modulePath: string,
    private readonly order: CageOrder,
    private readonly receive: PartReceiver,
    private readonly options: CageOptions,
  ) {
    this.child = fork(modulePath, [], {
      env: {},
      execArgv: [
        `--max-old-space-size=${options.heapMegabytes ?? HEAP_MEGABYTES}`,
        `--max-semi-space-size=${SEMI_SPACE_MEGABYTES}`,
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.deadline = new Deadline(order.wallMilliseconds, () => {
      this.isLate = true;
      this.end();
    });
  }

  async obey(): Promise<Caged> {
    const { signal } = this.options;
    const abort = () => this.end();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      this.deadline.run();
      const exit = await this.exit();
      await this.handling;
      signal?.throwIfAborted();
      if (this.failure !== null) throw this.failure.reason;
      return this.outcome ?? this.explain(exit);
    } finally {
      this.deadline.rest();
      signal?.removeEventListener('abort', abort);
    }
  }

  private exit(): Promise<Exit> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      child.on('message', (answer: CageAnswer) => this.take(answer));
      child.once('error', (error) => (child.pid === undefined ? reject(error) : undefined));
      child.once('exit', (code, signal) => resolve({ code, signal }));
      // a child that died before it read the order is told of by its exit
      child.send(this.order, () => undefined);
    });
  }

  private take(answer: CageAnswer): void {
    if (answer.kind === 'part') {
      this.deadline.rest();
      this.unhandled += 1;
      this.handling = this.handling.then(() => this.handle(answer.part));
      return;
    }
    // not before the parts that came earlier are handled
    this.handling = this.handling.then(() => {
      this.outcome = this.conclude(answer);
      this.end();
    });
  }

  private async handle(part: CagePart): Promise<void> {
    if (this.failure !== null || this.options.signal?.aborted === true) return;
    try {
      await this.receive(part);
    } catch (reason) {
      this.failure = { reason };
      return this.end();
    }
    this.unhandled -= 1;
    if (this.child.connected) this.child.send(NEXT, () => undefined);
    // only a child that still owes something can be late
    if (this.unhandled === 0 && this.child.connected) this.deadline.run();
  }

  private conclude(answer: Exclude<CageAnswer, { kind: 'part' }>): Caged {
    if (answer.kind === 'done') return { ok: true };
    if (answer.kind === 'refused') return { ok: false, issues: [...answer.issues] };
    return { ok: false, issues: [readerFailed(this.order.file, answer.detail)] };
  }

  private end(): void {
    this.child.kill('SIGKILL');
  }

  private explain({ code, signal }: Exit): Caged {
    const { file, wallMilliseconds } = this.order;
    if (this.isLate) return { ok: false, issues: [tooSlow(file, wallMilliseconds)] };
    const isFull = signal === 'SIGABRT' || code === ABORT_EXIT_CODE;
    return { ok: false, issues: [isFull ? tooHeavy(file) : readerCrashed(file, signal ?? `mã ${code}`)] };
  }
}

interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const NEXT: CageNext = { kind: 'next' };
