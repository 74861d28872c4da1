import type { StatedDecision } from '../workbook/understanding/stated-decision.js';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import type { ImportState } from './import-states.js';
import type { ImportConfirmations, ImportCounts, ImportKind, TableSummary } from './imports.types.js';
import type { ReportScope } from '../domain/report-scope.js';
import type { Origin } from '../domain/words.js';

/** One workbook handed in, with its bytes, and what became of it. */
@Entity('import')
@Unique('uq_import_commit_seq', ['commitSeq'])
@Index('uq_import_committed', ['kind', 'planYear', 'asOf', 'sha256'], { unique: true, where: `state = 'committed'` })
@Index('ix_import_sha256', ['sha256'])
@Index('ix_import_received_at', ['receivedAt', 'id'])
@Check('ck_import_size', `size_bytes = octet_length(original) and size_bytes > 0`)
@Check('ck_import_sha256', `sha256 ~ '^[0-9a-f]{64}$'`)
@Check('ck_import_plan_year', `plan_year between 2000 and 2100`)
@Check('ck_import_kind', `kind in ('capitalPlan', 'adjustment', 'disbursement', 'demand')`)
@Check('ck_import_origin', `origin in ('treasury', 'investor')`)
@Check(
  'ck_import_state',
  `state in ('received', 'read', 'mapped', 'checked', 'fixing', 'ready', 'committed', 'reversed', 'rejected', 'cancelled', 'failed')`,
)
@Check('ck_import_failed', `(state = 'failed') = (failed_reason is not null)`)
@Index('ix_import_revises', ['revises'])
@Check(
  'ck_import_committed',
  `(state in ('committed', 'reversed')) = (committed_at is not null and commit_seq is not null and kind is not null)`,
)
@Check('ck_import_reversed', `(state = 'reversed') = (reversed_at is not null)`)
@Check('ck_import_cancelled', `(state = 'cancelled') = (cancelled_at is not null)`)
export class ImportRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  file!: string;

  @Column({ type: 'text' })
  sha256!: string;

  @Column({ type: 'integer' })
  sizeBytes!: number;

  /** the bytes as handed in; never loaded with the rest */
  @Column({ type: 'bytea', select: false })
  original!: Buffer;

  @Column({ type: 'integer' })
  planYear!: number;

  @Column({ type: 'text' })
  state!: ImportState;

  /** what the person stated about the file: `{ kind, asOf, origin }`, null where left to the tables */
  @Column({ type: 'jsonb' })
  stated!: StatedAboutImport;

  @OptionalText()
  kind!: ImportKind | null;

  @DayColumn({ nullable: true })
  asOf!: string | null;

  @OptionalText()
  origin!: Origin | null;

  @VndColumn({ nullable: true })
  controlTotalVnd!: bigint | null;

  @VndColumn()
  totalVnd!: bigint;

  @VndColumn()
  unmatchedVnd!: bigint;

  @Column({ type: 'jsonb' })
  counts!: ImportCounts;

  /** the tables as understood, without their lines */
  @Column({ type: 'jsonb', select: false })
  tables!: StoredTable[];

  @InstantColumn()
  receivedAt!: Date;

  @InstantColumn({ nullable: true })
  checkedAt!: Date | null;

  @InstantColumn({ nullable: true })
  committedAt!: Date | null;

  /** order of commits: of two reports the higher is the later known */
  @Column({ type: 'bigint', nullable: true })
  commitSeq!: string | null;

  @InstantColumn({ nullable: true })
  cancelledAt!: Date | null;

  @InstantColumn({ nullable: true })
  reversedAt!: Date | null;

  @OptionalText()
  reversalReason!: string | null;

  /** who let it be reversed although an issued list rests on it */
  @OptionalText()
  reversalApprovedBy!: string | null;

  /** why the program gave up on it, for a person to read */
  @OptionalText()
  failedReason!: string | null;

  /** earlier import that this one corrects */
  @Column({ type: 'uuid', nullable: true })
  revises!: string | null;

  @ManyToOne(() => ImportRecord, { nullable: true })
  @JoinColumn({ name: 'revises', foreignKeyConstraintName: 'fk_import_revises' })
  revised?: Relation<ImportRecord> | null;

  /** what the report is declared complete for; null = for nothing */
  @Column({ type: 'jsonb', nullable: true })
  scope!: ReportScope | null;

  /** what a person confirmed of it and the reasons given; null = nothing yet */
  @Column({ type: 'jsonb', nullable: true })
  confirmations!: ImportConfirmations | null;

  /** number of project lines that the person expects */
  @Column({ type: 'integer', nullable: true })
  controlLines!: number | null;
}

/** Parts of the decision are there only where they were stated, so that earlier uploads stay the same upload. */
export interface StatedAboutImport extends StatedDecision {
  readonly kind: ImportKind | null;
  readonly asOf: string | null;
  readonly origin: Origin | null;
}

/** A table in jsonb: money as text. */
export type StoredTable = Omit<TableSummary, 'reconciliation' | 'figures'> & {
  readonly figures: readonly {
    readonly letter: string;
    readonly samples: readonly string[];
    readonly totalVnd: string | null;
  }[];
  readonly reconciliation: readonly {
    readonly row: number;
    readonly column: string;
    readonly printedVnd: string;
    readonly computedVnd: string;
    readonly differenceVnd: string;
  }[];
};
