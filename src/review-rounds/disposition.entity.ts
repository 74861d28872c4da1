import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Verdict } from '../domain/disposition.js';
import type { KeptTerm } from '../domain/recall-amounts.js';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { ReasonCodeRecord } from './reason-code.entity.js';
import { ReviewFindingRecord } from './review-round.entity.js';

const FINDING_KEYS = [
  { name: 'round_id', referencedColumnName: 'roundId' },
  { name: 'project_id', referencedColumnName: 'projectId' },
];

/** A project that the percentage does not catch and that gives capital back all the same. Append-only. */
@Entity('review_donor')
@Check('ck_review_donor_found_by', `found_by in ('rule', 'hand')`)
export class ReviewDonorRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  @PrimaryColumn({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ReviewFindingRecord, { nullable: false })
  @JoinColumn(FINDING_KEYS)
  finding?: Relation<ReviewFindingRecord>;

  @Column({ type: 'text' })
  reasonCode!: string;

  @ManyToOne(() => ReasonCodeRecord, { nullable: false })
  @JoinColumn({ name: 'reason_code' })
  reason?: Relation<ReasonCodeRecord>;

  @Column({ type: 'text' })
  foundBy!: 'rule' | 'hand';

  /** Vietnamese: on what it rests */
  @Column({ type: 'text' })
  ground!: string;

  @InstantColumn()
  recordedAt!: Date;
}

/** What was decided on a project of a round; the highest version counts. Append-only. */
@Entity('review_disposition')
@Check('ck_review_disposition_version', `version > 0`)
@Check('ck_review_disposition_verdict', `verdict in ('recallAll', 'recallPart', 'keep')`)
@Check(
  'ck_review_disposition_keep',
  `case verdict when 'keep' then reason_code is not null and keep_until is not null else keep_until is null end`,
)
export class ReviewDispositionRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  @PrimaryColumn({ type: 'uuid' })
  projectId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @ManyToOne(() => ReviewFindingRecord, { nullable: false })
  @JoinColumn(FINDING_KEYS)
  finding?: Relation<ReviewFindingRecord>;

  @Column({ type: 'text' })
  verdict!: Verdict;

  @OptionalText()
  reasonCode!: string | null;

  @ManyToOne(() => ReasonCodeRecord, { nullable: true })
  @JoinColumn({ name: 'reason_code' })
  reason?: Relation<ReasonCodeRecord> | null;

  @OptionalText()
  reasonText!: string | null;

  @DayColumn({ nullable: true })
  keepUntil!: string | null;

  /** nobody answered by the deadline */
  @Column({ type: 'boolean' })
  bySilence!: boolean;

  @InstantColumn()
  recordedAt!: Date;
}

/** Đồng that a disposition takes back from one source. Append-only. */
@Entity('review_disposition_amount')
@Check('ck_review_disposition_amount_amount', `amount_vnd between 0 and 8999999999999999`)
export class ReviewDispositionAmountRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  @PrimaryColumn({ type: 'uuid' })
  projectId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @PrimaryColumn({ type: 'text' })
  source!: string;

  @ManyToOne(() => ReviewDispositionRecord, { nullable: false })
  @JoinColumn([...FINDING_KEYS, { name: 'version', referencedColumnName: 'version' }])
  disposition?: Relation<ReviewDispositionRecord>;

  @VndColumn()
  amountVnd!: bigint;
}

/** Đồng of a source that a disposition leaves with the project for a term; amounts of nothing left out. Append-only. */
@Entity('review_disposition_kept')
@Check('ck_review_disposition_kept_amount', `amount_vnd between 1 and 8999999999999999`)
@Check('ck_review_disposition_kept_term', `term in ('pendingRequest', 'acceptedUnpaid', 'commitment', 'advance')`)
export class ReviewDispositionKeptRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  @PrimaryColumn({ type: 'uuid' })
  projectId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @PrimaryColumn({ type: 'text' })
  source!: string;

  @PrimaryColumn({ type: 'text' })
  term!: KeptTerm;

  @ManyToOne(() => ReviewDispositionRecord, { nullable: false })
  @JoinColumn([...FINDING_KEYS, { name: 'version', referencedColumnName: 'version' }])
  disposition?: Relation<ReviewDispositionRecord>;

  @VndColumn()
  amountVnd!: bigint;

  /** why an officer has stated it; null where files tell */
  @OptionalText()
  reason!: string | null;
}
