import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { MatchedBy } from '../domain/matching.js';
import type { Origin, PlanKind } from '../domain/words.js';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { FundingSourceRecord } from '../funding-sources/funding-source.entity.js';
import { ImportRecord } from '../imports/import.entity.js';
import { ProjectRecord } from '../projects/project.entity.js';

/** Cumulative đồng as of a day, as one report says. Append-only: the database refuses UPDATE, DELETE and TRUNCATE. */
@Entity('disbursement_snapshot')
@Index('ix_disbursement_snapshot_project', ['matchedProjectId', 'planYear', 'asOf'])
@Index('ix_disbursement_snapshot_line', ['importId', 'lineOrdinal'])
@Index('ix_disbursement_snapshot_year', ['planYear', 'seq'])
@Index('ix_disbursement_snapshot_accepted', ['planYear'], { where: `accepted_unpaid_vnd is not null` })
@Check('ck_disbursement_snapshot_kind', `plan_kind in ('current', 'carriedOver')`)
@Check('ck_disbursement_snapshot_origin', `origin in ('treasury', 'investor')`)
@Check('ck_disbursement_snapshot_matched_by', `matched_by in ('code', 'alias', 'name')`)
@Check('ck_disbursement_snapshot_amount', `amount_vnd between 0 and 8999999999999999`)
@Check('ck_disbursement_snapshot_accepted', `accepted_unpaid_vnd between 0 and 8999999999999999`)
export class DisbursementSnapshotRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  /** project that the line was matched with at the commit; `projects/known-facts` tells which one it counts for */
  @Column({ type: 'uuid', nullable: true })
  matchedProjectId!: string | null;

  @ManyToOne(() => ProjectRecord, { nullable: true })
  @JoinColumn({ name: 'matched_project_id' })
  matchedProject?: Relation<ProjectRecord> | null;

  @Column({ type: 'text' })
  source!: string;

  @ManyToOne(() => FundingSourceRecord, { nullable: false })
  @JoinColumn({ name: 'source' })
  fundingSource?: Relation<FundingSourceRecord>;

  @Column({ type: 'integer' })
  planYear!: number;

  @Column({ type: 'text' })
  planKind!: PlanKind;

  @DayColumn()
  asOf!: string;

  @Column({ type: 'text' })
  origin!: Origin;

  @VndColumn()
  amountVnd!: bigint;

  @VndColumn({ nullable: true })
  advanceVnd!: bigint | null;

  @VndColumn({ nullable: true })
  completedVolumeVnd!: bigint | null;

  /** accepted volume that is not paid for; null where the report does not tell */
  @VndColumn({ nullable: true })
  acceptedUnpaidVnd!: bigint | null;

  /** how the report found the project; null where the report itself brought it into the books */
  @OptionalText()
  matchedBy!: MatchedBy | null;

  @Column({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  /** line of the import that states it */
  @Column({ type: 'integer' })
  lineOrdinal!: number;

  @Column({ type: 'text' })
  sheet!: string;

  @Column({ type: 'text' })
  cell!: string;

  @InstantColumn()
  recordedAt!: Date;
}
