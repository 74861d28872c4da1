import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DayColumn, InstantColumn, OptionalText } from '../database/columns.js';
import type { SuccessionSubject } from '../domain/successions.js';

/** Who carries on the work of an investor, or the area of a place, from a day on. Ended, never changed. */
@Entity('succession')
@Index('uq_succession_link', ['subject', 'fromKey', 'toKey'], { unique: true, where: 'retracted_at is null' })
@Index('ix_succession_to_key', ['subject', 'toKey'])
@Check('ck_succession_subject', `subject in ('investor', 'place')`)
@Check('ck_succession_names', `from_name <> '' and to_name <> '' and from_key <> to_key`)
@Check('ck_succession_retraction', `retracted_at is null or retracted_at >= recorded_at`)
export class SuccessionRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  subject!: SuccessionSubject;

  @Column({ type: 'text' })
  fromName!: string;

  /** two spellings of one name share it (`domain/successions` successionKey) */
  @Column({ type: 'text' })
  fromKey!: string;

  @Column({ type: 'text' })
  toName!: string;

  @Column({ type: 'text' })
  toKey!: string;

  @DayColumn()
  effectiveOn!: string;

  @OptionalText()
  decision!: string | null;

  /** came with the program */
  @Column({ type: 'boolean' })
  shipped!: boolean;

  @OptionalText()
  recordedBy!: string | null;

  @InstantColumn()
  recordedAt!: Date;

  @OptionalText()
  retractedBy!: string | null;

  @InstantColumn({ nullable: true })
  retractedAt!: Date | null;

  @OptionalText()
  retractionReason!: string | null;
}
