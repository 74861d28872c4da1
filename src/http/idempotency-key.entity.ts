import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, OptionalText } from '../database/columns.js';

/** A key that a program sent with a write, and the answer that it is given again. */
@Entity('idempotency_key')
@Index('ix_idempotency_key_created_at', ['createdAt'])
@Check('ck_idempotency_key_claimed', `(status is null) = (claimed_until is not null)`)
@Check('ck_idempotency_key_answered', `(status is null) = (body is null) and (status is null) = (headers is null)`)
@Check('ck_idempotency_key_key', `length(key) between 1 and 255`)
export class IdempotencyKeyRecord {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** of method, path and body: the same key with another request is refused */
  @Column({ type: 'text' })
  requestSha256!: string;

  @InstantColumn()
  createdAt!: Date;

  /** a process is at it until then; null once answered */
  @InstantColumn({ nullable: true })
  claimedUntil!: Date | null;

  /** set in the transaction of the effect */
  @Column({ type: 'boolean' })
  applied!: boolean;

  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  headers!: Record<string, string> | null;

  @OptionalText()
  body!: string | null;
}
