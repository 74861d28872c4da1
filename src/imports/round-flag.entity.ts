import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import { ReviewRoundRecord } from '../review-rounds/review-round.entity.js';
import { ImportRecord } from './import.entity.js';

/** An approver took an import out of the books that an issued list rests on; the list stays, with this beside it. Append-only. */
@Entity('review_round_flag')
@Index('ix_review_round_flag_round_id', ['roundId'])
export class ReviewRoundFlagRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'uuid' })
  roundId!: string;

  @ManyToOne(() => ReviewRoundRecord, { nullable: false })
  @JoinColumn({ name: 'round_id' })
  round?: Relation<ReviewRoundRecord>;

  @Column({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @Column({ type: 'text' })
  approvedBy!: string;

  @Column({ type: 'text' })
  reason!: string;

  @InstantColumn()
  recordedAt!: Date;
}
