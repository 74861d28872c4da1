import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LOCKS } from '../database/locks.js';
import { storableJson } from '../database/storable-text.js';
import { ChangeRecord } from './change.entity.js';

export interface Change {
  /** `import.committed`, `round.opened`, … */
  readonly kind: string;
  readonly subject:
    | 'import'
    | 'review_round'
    | 'review_rule'
    | 'setting'
    | 'investor'
    | 'succession'
    | 'watch_item'
    | 'project'
    | 'identity_decision'
    | 'reason_code';
  readonly subjectId: string;
  readonly data: object;
}

export interface RecordedChange extends Change {
  readonly seq: string;
  readonly at: Date;
}

@Injectable()
export class AuditService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Adds to the feed inside the transaction of what happened. The lock keeps the order of numbers the order of commits, so a
   * reader who has seen a number never misses an earlier one; take it last.
   */
  async record(manager: EntityManager, change: Change): Promise<void> {
    await manager.query('select pg_advisory_xact_lock($1)', [LOCKS.changes]);
    await manager.query(
      `insert into change (at, kind, subject, subject_id, data)
       values (date_trunc('milliseconds', clock_timestamp()), $1, $2, $3, $4::jsonb)`,
      [change.kind, change.subject, change.subjectId, storableJson(change.data)],
    );
  }

  /** Changes after a number, in order; at most `limit`. */
  async after(seq: string, limit: number): Promise<RecordedChange[]> {
    const records = await this.dataSource
      .getRepository(ChangeRecord)
      .createQueryBuilder('change')
      .where('change.seq > :seq', { seq })
      .orderBy('change.seq')
      .limit(limit)
      .getMany();
    return records.map((record) => ({
      ...record,
      subject: record.subject as Change['subject'],
      data: record.data as object,
    }));
  }
}
