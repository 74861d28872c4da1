import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { SETTINGS } from '../config/settings.module.js';
import type { Settings } from '../config/settings.js';
import { inTransaction, isDatabaseUnavailable } from '../database/transaction.js';
import { outsideRequests } from '../database/keyed-request.js';
import { advanceImport, JobLost } from './advance-import.js';
import * as jobs from './import-jobs.repository.js';
import { isWaiting } from './import-states.js';
import { holdImport, stateOf } from './imports.repository.js';

/** workbooks at one time in one process */
const JOBS_AT_ONCE = 2;
const MAX_ATTEMPTS = 3;
const POLL_MILLISECONDS = 1_000;
const LOOK_MILLISECONDS = 250;

interface RunningJob {
  readonly importId: string;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  progress: { done: number; total: number };
}

/**
 * Reads and checks imports in the background. Any process takes up any job; a job whose worker has not been heard of for the
 * lease is taken up by another, at most three times, then the import is `failed` with the reason.
 */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportWorker.name);
  private readonly id = randomUUID();
  private readonly running = new Map<string, RunningJob>();
  /** jobs to be given back that the database could not hear of yet */
  private readonly owed = new Set<string>();
  private readonly settled = new EventEmitter().setMaxListeners(0);
  private readonly closing = new AbortController();
  private filling: Promise<void> | null = null;
  private poll: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    this.poll = setInterval(() => this.wake(), POLL_MILLISECONDS);
    this.wake();
  }

  /** Stops what runs and gives it back, so that another process goes on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.poll !== null) clearInterval(this.poll);
    this.closing.abort(new Error('the process ends'));
    for (const job of this.running.values()) job.stop.abort(this.closing.signal.reason);
    await this.filling;
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  /** Looks for work now; without it, within a second. */
  wake(): void {
    if (this.closing.signal.aborted || this.filling !== null) return;
    this.filling = outsideRequests(() => this.fill())
      .catch((error: unknown) => this.tell(error))
      .finally(() => (this.filling = null));
  }

  /** Ends the work on an import that was given up, if it runs here; elsewhere its worker notices. */
  stop(importId: string): void {
    this.running.get(importId)?.stop.abort(new JobLost());
  }

  /** Waits until no background work is left on the import, at most so long; resolves either way. */
  async settle(importId: string, milliseconds: number): Promise<void> {
    this.wake();
    const end = Date.now() + milliseconds;
    while (Date.now() < end && !this.closing.signal.aborted) {
      const state = await stateOf(this.dataSource.manager, importId);
      if (state === null || !isWaiting(state)) return;
      await this.heard(importId, Math.min(LOOK_MILLISECONDS, Math.max(0, end - Date.now())));
    }
  }

  private async heard(importId: string, milliseconds: number): Promise<void> {
    const enough = new AbortController();
    const stop = (): void => enough.abort();
    this.settled.once(importId, stop);
    await wait(milliseconds, undefined, { signal: AbortSignal.any([enough.signal, this.closing.signal]) }).catch(
      () => undefined,
    );
    this.settled.off(importId, stop);
  }

  private async fill(): Promise<void> {
    await this.payOwed();
    while (this.running.size < JOBS_AT_ONCE && !this.closing.signal.aborted) {
      const job = await jobs.claimJob(this.dataSource.manager, this.id, this.settings.importLeaseSeconds);
      if (job === null) return;
      if (job.attempts > MAX_ATTEMPTS) await this.giveUp(job.importId);
      else this.start(job);
    }
  }

  private start({ importId, attempts }: jobs.ClaimedJob): void {
    const stop = new AbortController();
    const progress = { done: 0, total: 0 };
    const ended = this.work(importId, attempts, stop.signal).finally(() => {
      this.running.delete(importId);
      this.settled.emit(importId);
      this.wake();
    });
    this.running.set(importId, { importId, stop, ended, progress });
  }

  private async work(importId: string, attempts: number, signal: AbortSignal): Promise<void> {
    const beating = setInterval(() => this.beat(importId), Math.min(1_000, this.settings.importLeaseSeconds * 300));
    try {
      await advanceImport({
        ...{ dataSource: this.dataSource, audit: this.audit, worker: this.id, importId, signal },
        onProgress: (done, total) => this.note(importId, done, total),
      });
    } catch (error) {
      await this.endUnfinished(importId, attempts, signal, error);
    } finally {
      clearInterval(beating);
    }
  }

  private note(importId: string, done: number, total: number): void {
    const job = this.running.get(importId);
    if (job !== undefined) job.progress = { done, total };
  }

  private beat(importId: string): void {
    const job = this.running.get(importId);
    if (job === undefined) return;
    jobs.beat(this.dataSource.manager, importId, this.id, job.progress).then(
      (isOurs) => {
        if (!isOurs && this.running.get(importId) === job) void this.checkLost(job);
      },
      (error: unknown) => this.tell(error),
    );
  }

  /** The job may also have ended between the beat and now. */
  private async checkLost(job: RunningJob): Promise<void> {
    const state = await stateOf(this.dataSource.manager, job.importId).catch(() => null);
    if (state !== null && this.running.get(job.importId) === job) job.stop.abort(new JobLost());
  }

  private async endUnfinished(importId: string, attempts: number, signal: AbortSignal, error: unknown): Promise<void> {
    if (error instanceof JobLost || (signal.aborted && signal.reason instanceof JobLost)) return;
    const isOurFault = !signal.aborted && !isDatabaseUnavailable(error);
    if (isOurFault) this.logger.error(`import ${importId}`, error instanceof Error ? error.stack : error);
    try {
      if (isOurFault && attempts >= MAX_ATTEMPTS) await this.giveUp(importId);
      else await jobs.releaseJob(this.dataSource.manager, importId, this.id, isOurFault);
    } catch (again) {
      this.tell(again);
      this.owed.add(importId);
    }
  }

  private async payOwed(): Promise<void> {
    for (const importId of this.owed) {
      await jobs.releaseJob(this.dataSource.manager, importId, this.id, false);
      this.owed.delete(importId);
    }
  }

  private async giveUp(importId: string): Promise<void> {
    const reference = randomUUID().slice(0, 8);
    this.logger.error(`import ${importId} failed, reference ${reference}`);
    const reason = `Chương trình đã đọc và kiểm tra tệp này ${MAX_ATTEMPTS} lần mà không lần nào xong. Chọn “Thử lại”; nếu vẫn vậy, báo người quản trị kèm mã ${reference}.`;
    await inTransaction(this.dataSource, async (manager) => {
      const record = await holdImport(manager, importId);
      if (record === null || !isWaiting(record.state) || !(await jobs.holdsJob(manager, importId, this.id))) return;
      await jobs.changeState(manager, record, 'failed', { failed_reason: reason });
      const data = { file: record.file, reason };
      await this.audit.record(manager, { kind: 'import.failed', subject: 'import', subjectId: importId, data });
    });
  }

  private tell(error: unknown): void {
    if (this.closing.signal.aborted) return;
    if (isDatabaseUnavailable(error)) this.logger.warn(`Cơ sở dữ liệu không trả lời: ${(error as Error).message}`);
    else this.logger.error(error instanceof Error ? error.stack : error);
  }
}
