import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { MatchedBy } from '../domain/matching.js';
import type { Origin, Outcome, ProjectStatus } from '../domain/words.js';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { ProjectRecord } from '../projects/project.entity.js';
import type { RoundState } from './review-rounds.types.js';

@Entity('review_rule')
@Check('ck_review_rule_threshold', `threshold_basis_points between 1 and 10000`)
@Check('ck_review_rule_denominator', `denominator = 'plan.current'`)
@Check('ck_review_rule_preferred_origin', `preferred_origin in ('treasury', 'investor')`)
export class ReviewRuleRecord {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer' })
  planYear!: number;

  @Column({ type: 'integer', nullable: true })
  round!: number | null;

  /** null = whatever the status */
  @Column({ type: 'text', array: true, nullable: true })
  statuses!: ProjectStatus[] | null;

  @DayColumn()
  asOf!: string;

  @Column({ type: 'text' })
  denominator!: 'plan.current';

  @Column({ type: 'integer' })
  thresholdBasisPoints!: number;

  @Column({ type: 'text' })
  legalBasis!: string;

  @Column({ type: 'text' })
  clause!: string;

  @DayColumn()
  decideBy!: string;

  @Column({ type: 'text' })
  preferredOrigin!: Origin;

  @InstantColumn()
  recordedAt!: Date;
}

@Entity('review_round')
@Index('uq_review_round_open', ['fingerprint'], { unique: true, where: `state = 'open'` })
@Index('ix_review_round_opened_at', ['openedAt', 'id'])
@Check('ck_review_round_state', `state in ('open', 'issued')`)
export class ReviewRoundRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  ruleCode!: string;

  @ManyToOne(() => ReviewRuleRecord, { nullable: false })
  @JoinColumn({ name: 'rule_code' })
  ruleOfRecord?: Relation<ReviewRuleRecord>;

  /** the rule as applied */
  @Column({ type: 'jsonb' })
  rule!: unknown;

  @DayColumn()
  asOf!: string;

  @InstantColumn()
  knownAt!: Date;

  @Column({ type: 'boolean' })
  complete!: boolean;

  @Column({ type: 'text' })
  state!: RoundState;

  /** sha256 over rule, options and facts: the same question with the same answer is the same round */
  @Column({ type: 'text' })
  fingerprint!: string;

  @Column({ type: 'jsonb' })
  summary!: unknown;

  @InstantColumn()
  openedAt!: Date;
}

/** One project in a round. Append-only. */
@Entity('review_finding')
@Index('ix_review_finding_outcome', ['roundId', 'outcome', 'ordinal'])
@Check('ck_review_finding_outcome', `outcome in ('candidate', 'met', 'noData', 'noPlan', 'outOfScope', 'unclassified')`)
export class ReviewFindingRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  @ManyToOne(() => ReviewRoundRecord, { nullable: false })
  @JoinColumn({ name: 'round_id' })
  round?: Relation<ReviewRoundRecord>;

  @PrimaryColumn({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ProjectRecord, { nullable: false })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord>;

  /** place in the list */
  @Column({ type: 'integer' })
  ordinal!: number;

  @OptionalText()
  code!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @OptionalText()
  investor!: string | null;

  @OptionalText()
  location!: string | null;

  @OptionalText()
  sector!: string | null;

  @Column({ type: 'text' })
  status!: ProjectStatus;

  @Column({ type: 'boolean' })
  statusInferred!: boolean;

  @OptionalText()
  matchedBy!: MatchedBy | null;

  @Column({ type: 'text' })
  outcome!: Outcome;

  @Column({ type: 'text' })
  reason!: string;

  @VndColumn()
  planVnd!: bigint;

  @VndColumn({ nullable: true })
  disbursedVnd!: bigint | null;

  @OptionalText()
  ratePercent!: string | null;

  @VndColumn({ nullable: true })
  undisbursedVnd!: bigint | null;

  @VndColumn({ nullable: true })
  shortfallVnd!: bigint | null;

  @VndColumn({ nullable: true })
  advanceVnd!: bigint | null;

  /** money as text */
  @Column({ type: 'jsonb' })
  bySource!: StoredShare[];

  @DayColumn({ nullable: true })
  dataAsOf!: string | null;

  @Column({ type: 'boolean' })
  stale!: boolean;

  @OptionalText()
  origin!: Origin | null;

  @Column({ type: 'jsonb' })
  evidence!: { plan: string[]; disbursement: string[] };
}

export interface StoredShare {
  readonly source: string;
  readonly planVnd: string;
  readonly disbursedVnd: string;
}
