import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { DayColumn, InstantColumn, VndColumn } from '../database/columns.js';
import type { WatchKind } from '../domain/watch-list.js';
import { InvestorRecord } from '../investors/investor.entity.js';

/** Projects under special attention, by name, by project or by source. */
@Entity('watch_item')
@Index('uq_watch_item_watched', ['kind', 'value'], { unique: true, where: 'retracted_at is null' })
@Check('ck_watch_item_kind', `kind in ('name', 'project', 'source')`)
@Check('ck_watch_item_text', `value <> '' and label <> '' and reason <> ''`)
export class WatchItemRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: WatchKind;

  @Column({ type: 'text' })
  value!: string;

  @Column({ type: 'text' })
  label!: string;

  @Column({ type: 'text' })
  reason!: string;

  @InstantColumn()
  recordedAt!: Date;

  @InstantColumn({ nullable: true })
  retractedAt!: Date | null;
}

/** Who leads a unit from a day on. Append-only. */
@Entity('investor_head')
@Index('ix_investor_head_investor_id', ['investorId', 'fromDay', 'seq'])
@Check('ck_investor_head_text', `name <> '' and position <> ''`)
export class InvestorHeadRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'uuid' })
  investorId!: string;

  @ManyToOne(() => InvestorRecord, { nullable: false })
  @JoinColumn({ name: 'investor_id' })
  investor?: Relation<InvestorRecord>;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  position!: string;

  @DayColumn()
  fromDay!: string;

  @InstantColumn()
  recordedAt!: Date;
}

/** What a unit registered to have disbursed, cumulative, by the end of a month. Append-only. */
@Entity('investor_monthly_plan')
@Index('ix_investor_monthly_plan', ['planYear', 'monthEnd', 'investorId', 'seq'])
@Check('ck_investor_monthly_plan_amount', `cumulative_vnd between 0 and 8999999999999999`)
@Check('ck_investor_monthly_plan_plan_year', `plan_year between 2000 and 2100`)
export class InvestorMonthlyPlanRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'uuid' })
  investorId!: string;

  @ManyToOne(() => InvestorRecord, { nullable: false })
  @JoinColumn({ name: 'investor_id' })
  investor?: Relation<InvestorRecord>;

  @Column({ type: 'integer' })
  planYear!: number;

  @DayColumn()
  monthEnd!: string;

  @VndColumn()
  cumulativeVnd!: bigint;

  @InstantColumn()
  recordedAt!: Date;
}
