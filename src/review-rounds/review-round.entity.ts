import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { FindingMark } from '../domain/finding.js';
import type { MatchedBy } from '../domain/matching.js';
import type { Origin, Outcome, ProjectStatus } from '../domain/words.js';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { ProjectRecord } from '../projects/project.entity.js';
import { ReviewRuleRecord } from './review-rule.entity.js';
import type { RoundState } from './round-states.js';

@Entity('review_round')
@Index('uq_review_round_open', ['fingerprint'], { unique: true, where: `state = 'open'` })
@Index('ix_review_round_opened_at', ['openedAt', 'id'])
@Check('ck_review_round_rule_version', `rule ? 'version'`)
@Check('ck_review_round_state', `state in ('draft', 'open', 'explanations', 'decided', 'issued', 'superseded')`)
@Check('ck_review_round_superseded', `(state = 'superseded') = (supersede_reason is not null)`)
export class ReviewRoundRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  ruleCode!: string;

  @ManyToOne(() => ReviewRuleRecord, { nullable: false })
  @JoinColumn({ name: 'rule_code' })
  ruleOfRecord?: Relation<ReviewRuleRecord>;

  /** the version of the rule as applied; money as text */
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

  /** the round whose list took the place of this one's, where one did */
  @Column({ type: 'uuid', nullable: true })
  supersededBy!: string | null;

  @ManyToOne(() => ReviewRoundRecord, { nullable: true })
  @JoinColumn({ name: 'superseded_by' })
  successor?: Relation<ReviewRoundRecord> | null;

  @OptionalText()
  supersedeReason!: string | null;
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

  /** here and below: money as text */
  @Column({ type: 'jsonb' })
  evidence!: unknown;

  @Column({ type: 'jsonb' })
  otherSources!: unknown;

  @Column({ type: 'jsonb' })
  judgements!: unknown;

  @Column({ type: 'jsonb' })
  denominators!: unknown;

  @Column({ type: 'jsonb' })
  marks!: FindingMark[];

  @Column({ type: 'jsonb', nullable: true })
  recallable!: unknown;
}

export interface StoredShare {
  readonly source: string;
  readonly planVnd: string;
  readonly disbursedVnd: string;
}
