import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { cleanText } from '../domain/vietnamese-text.js';
import type { WatchItem } from '../domain/watch-list.js';
import { AuditService } from '../audit/audit.service.js';
import { storableText } from '../database/storable-text.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { isUuid } from '../database/uuid.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import {
  insertHead,
  insertRegistered,
  investorExists,
  type Head,
  type RegisteredMonth,
} from './investor-records.repository.js';
import { insertWatchItem, retractWatchItem, type StoredWatchItem } from './watch-list.repository.js';

/** What people tell the reports: what to watch, who leads a unit, what a unit registered to disburse. */
@Injectable()
export class ReportRecordsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  async watch(wanted: WatchItem): Promise<Result<StoredWatchItem>> {
    const item = {
      ...wanted,
      value: textOf(wanted.value),
      label: textOf(wanted.label),
      reason: textOf(wanted.reason),
    };
    return inTransaction(this.dataSource, async (manager) => {
      const id = await insertWatchItem(manager, item, await clockOfDatabase(manager));
      if (id === null) return refused('watch.exists', { label: item.label });
      await this.audit.record(manager, { kind: 'watch.added', subject: 'watch_item', subjectId: id, data: item });
      return accepted({ id, ...item });
    });
  }

  /** Again refuses: what is not on the list cannot be taken off. */
  async unwatch(id: string): Promise<Result<{ readonly id: string }>> {
    return inTransaction(this.dataSource, async (manager) => {
      const done = isUuid(id) && (await retractWatchItem(manager, id, await clockOfDatabase(manager)));
      if (!done) return refused('watch.notFound', { id });
      await this.audit.record(manager, { kind: 'watch.retracted', subject: 'watch_item', subjectId: id, data: {} });
      return accepted({ id });
    });
  }

  async recordHead(investorId: string, head: Head): Promise<Result<Head>> {
    const clean = { ...head, name: textOf(head.name), position: textOf(head.position) };
    return this.ofInvestor(investorId, 'investor.headRecorded', clean, async (manager, at) => {
      await insertHead(manager, investorId, clean, at);
      return clean;
    });
  }

  /** Cumulative figures by month end; a later registration of a month counts from then on. */
  async registerMonths(
    investorId: string,
    planYear: number,
    months: readonly RegisteredMonth[],
  ): Promise<Result<readonly RegisteredMonth[]>> {
    const falling = months.find(({ cumulativeVnd }, index) => cumulativeVnd < (months[index - 1]?.cumulativeVnd ?? 0n));
    if (falling !== undefined) return refused('registration.falls', { monthEnd: falling.monthEnd });
    return this.ofInvestor(investorId, 'investor.monthsRegistered', { planYear, months }, async (manager, at) => {
      await insertRegistered(manager, investorId, planYear, months, at);
      return months;
    });
  }

  private async ofInvestor<T>(
    id: string,
    kind: string,
    data: object,
    write: (manager: EntityManager, at: Date) => Promise<T>,
  ): Promise<Result<T>> {
    return inTransaction(this.dataSource, async (manager) => {
      if (!isUuid(id) || !(await investorExists(manager, id))) return refused('investor.notFound', { id });
      const written = await write(manager, await clockOfDatabase(manager));
      await this.audit.record(manager, { kind, subject: 'investor', subjectId: id, data });
      return accepted(written);
    });
  }
}

function textOf(text: string): string {
  return storableText(cleanText(text));
}
