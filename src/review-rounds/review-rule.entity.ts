import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type {
  Comparator,
  Denominator,
  LegalBasis,
  Level,
  Metric,
  RecallPolicy,
  RelativeThreshold,
  SourceThreshold,
} from '../domain/review-rule.js';
import type { Origin } from '../domain/words.js';
import { DayColumn, InstantColumn, OptionalText } from '../database/columns.js';

/** A review rule; what it says stands in its versions. */
@Entity('review_rule')
export class ReviewRuleRecord {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @InstantColumn()
  recordedAt!: Date;
}

/** What a rule said from `recordedAt` on; the latest version counts for new rounds. Append-only. */
@Entity('review_rule_version')
@Check('ck_review_rule_version_version', `version >= 1`)
@Check('ck_review_rule_version_plan_year', `plan_year between 2000 and 2100`)
@Check('ck_review_rule_version_population', `jsonb_typeof(population) = 'object'`)
@Check('ck_review_rule_version_metric', `metric in ('disbursed', 'completedVolume')`)
@Check(
  'ck_review_rule_version_denominator',
  `denominator in ('plan.current', 'plan.initial', 'plan.withCarriedOver')
   or denominator ~ '^plan\\.withoutSupplementsAfter:[0-9]{4}-[0-9]{2}-[0-9]{2}$'`,
)
@Check('ck_review_rule_version_comparator', `comparator in ('below', 'atMost')`)
@Check('ck_review_rule_version_threshold', `threshold_basis_points between 1 and 10000`)
@Check(
  'ck_review_rule_version_source_thresholds',
  `jsonb_typeof(source_thresholds) = 'array' and (level = 'projectSource' or source_thresholds = '[]')`,
)
@Check('ck_review_rule_version_level', `level in ('project', 'projectSource')`)
@Check(
  'ck_review_rule_version_amount_policy',
  `amount_policy in ('allUndisbursed', 'downToCommitment', 'toThreshold', 'byHand')`,
)
@Check('ck_review_rule_version_legal_bases', `jsonb_typeof(legal_bases) = 'array' and legal_bases <> '[]'`)
@Check('ck_review_rule_version_decide_by', `decide_by >= as_of`)
@Check('ck_review_rule_version_preferred_origin', `preferred_origin in ('treasury', 'investor')`)
@Check('ck_review_rule_version_change_reason', `change_reason <> ''`)
export class ReviewRuleVersionRecord {
  @PrimaryColumn({ type: 'text' })
  ruleCode!: string;

  @ManyToOne(() => ReviewRuleRecord, { nullable: false })
  @JoinColumn({ name: 'rule_code' })
  rule?: Relation<ReviewRuleRecord>;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'integer' })
  planYear!: number;

  @Column({ type: 'integer', nullable: true })
  round!: number | null;

  /** money as text */
  @Column({ type: 'jsonb' })
  population!: unknown;

  @DayColumn()
  asOf!: string;

  @Column({ type: 'text' })
  metric!: Metric;

  @Column({ type: 'text' })
  denominator!: Denominator;

  @Column({ type: 'text' })
  comparator!: Comparator;

  @Column({ type: 'integer' })
  thresholdBasisPoints!: number;

  @Column({ type: 'jsonb', nullable: true })
  relativeThreshold!: RelativeThreshold | null;

  @Column({ type: 'jsonb' })
  sourceThresholds!: SourceThreshold[];

  @Column({ type: 'text' })
  level!: Level;

  @Column({ type: 'text' })
  amountPolicy!: RecallPolicy;

  @Column({ type: 'text' })
  consequence!: string;

  @Column({ type: 'jsonb' })
  legalBases!: LegalBasis[];

  @DayColumn()
  decideBy!: string;

  @Column({ type: 'text' })
  preferredOrigin!: Origin;

  /** why the version was made */
  @Column({ type: 'text' })
  changeReason!: string;

  /** who made it; null for the shipped ones and before sign-in exists */
  @OptionalText()
  recordedBy!: string | null;

  @InstantColumn()
  recordedAt!: Date;
}
