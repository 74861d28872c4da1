import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { PlanKind, PlanNature } from '../domain/words.js';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { FundingSourceRecord } from '../funding-sources/funding-source.entity.js';
import { ImportRecord } from '../imports/import.entity.js';
import { ProjectRecord } from '../projects/project.entity.js';

/** Ledger of dated, signed changes of plan. Append-only: the database refuses UPDATE, DELETE and TRUNCATE. */
@Entity('capital_plan_entry')
@Index('ix_capital_plan_entry_project', ['matchedProjectId', 'planYear', 'effectiveOn'])
@Index('ix_capital_plan_entry_line', ['importId', 'lineOrdinal'])
@Index('ix_capital_plan_entry_year', ['planYear', 'seq'])
@Check('ck_capital_plan_entry_kind', `plan_kind in ('current', 'carriedOver')`)
@Check('ck_capital_plan_entry_nature', `nature in ('initial', 'supplement', 'increase', 'decrease', 'carryOver')`)
@Check(
  'ck_capital_plan_entry_amount',
  `abs(amount_vnd) < 9000000000000000 and (nature = 'decrease') = (amount_vnd < 0)`,
)
export class CapitalPlanEntryRecord {
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

  /** signed */
  @VndColumn()
  amountVnd!: bigint;

  @DayColumn()
  effectiveOn!: string;

  @OptionalText()
  decision!: string | null;

  /** e.g. `1042/QĐ-UBND` */
  @OptionalText()
  decisionNumber!: string | null;

  @DayColumn({ nullable: true })
  decidedOn!: string | null;

  @OptionalText()
  decisionAuthority!: string | null;

  @Column({ type: 'text' })
  nature!: PlanNature;

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

/** Need for more capital that an investor states. Append-only. */
@Entity('capital_demand')
@Index('ix_capital_demand_project', ['matchedProjectId', 'planYear'])
@Index('ix_capital_demand_line', ['importId', 'lineOrdinal'])
@Check('ck_capital_demand_amount', `amount_vnd between 0 and 8999999999999999`)
export class CapitalDemandRecord {
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

  @VndColumn()
  amountVnd!: bigint;

  @VndColumn({ nullable: true })
  acceptedUnpaidVnd!: bigint | null;

  @OptionalText()
  reason!: string | null;

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
