import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import type { AnswerKind } from '../domain/explanation.js';
import type { Responsibility } from '../domain/reason-codes.js';
import { DayColumn, InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { ReasonCodeRecord } from './reason-code.entity.js';
import { ReviewFindingRecord, ReviewRoundRecord } from './review-round.entity.js';

const FINDING_KEYS = [
  { name: 'round_id', referencedColumnName: 'roundId' },
  { name: 'project_id', referencedColumnName: 'projectId' },
];

/** An investor is asked to explain its rows by a day; a later number is a new deadline. Append-only. */
@Entity('review_explanation_request')
@Unique('uq_review_explanation_request_investor', ['roundId', 'investorKey', 'number'])
@Check('ck_review_explanation_request_sha256', `sha256 = encode(sha256(workbook), 'hex')`)
export class ExplanationRequestRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  roundId!: string;

  @ManyToOne(() => ReviewRoundRecord, { nullable: false })
  @JoinColumn({ name: 'round_id' })
  round?: Relation<ReviewRoundRecord>;

  @Column({ type: 'text' })
  investorKey!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  investor!: string;

  @DayColumn()
  deadline!: string;

  @Column({ type: 'text' })
  file!: string;

  @Column({ type: 'text' })
  sha256!: string;

  /** the xlsx of its rows, as sent */
  @Column({ type: 'bytea', select: false })
  workbook!: Buffer;

  @InstantColumn()
  requestedAt!: Date;
}

/** What the investor answers for one project; the highest version counts. Append-only. */
@Entity('review_explanation')
@Check('ck_review_explanation_version', `version > 0`)
@Check('ck_review_explanation_answer', `answer in ('willDisburseBy', 'giveBack', 'explain')`)
@Check('ck_review_explanation_responsibility', `responsibility in ('objective', 'subjective')`)
@Check('ck_review_explanation_entered_by', `entered_by in ('officer', 'workbook')`)
@Check(
  'ck_review_explanation_shape',
  `case answer when 'willDisburseBy' then day is not null and amount_vnd > 0
     when 'giveBack' then by_source is not null
     else reason_code is not null and responsibility is not null and explanation is not null end`,
)
export class ExplanationRecord {
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
  answer!: AnswerKind;

  @DayColumn({ nullable: true })
  day!: string | null;

  @VndColumn({ nullable: true })
  amountVnd!: bigint | null;

  /** money as text */
  @Column({ type: 'jsonb', nullable: true })
  bySource!: { source: string; amountVnd: string }[] | null;

  @OptionalText()
  reasonCode!: string | null;

  @ManyToOne(() => ReasonCodeRecord, { nullable: true })
  @JoinColumn({ name: 'reason_code' })
  reason?: Relation<ReasonCodeRecord> | null;

  @OptionalText()
  responsibility!: Responsibility | null;

  @OptionalText()
  explanation!: string | null;

  @Column({ type: 'text' })
  enteredBy!: 'officer' | 'workbook';

  @InstantColumn()
  recordedAt!: Date;
}

/** A file that backs an explanation. Append-only. */
@Entity('review_evidence')
@Index('ix_review_evidence_project', ['roundId', 'projectId'])
@Check(
  'ck_review_evidence_bytes',
  `size_bytes = octet_length(original) and size_bytes > 0 and sha256 = encode(sha256(original), 'hex')`,
)
export class EvidenceRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  roundId!: string;

  @Column({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ReviewFindingRecord, { nullable: false })
  @JoinColumn(FINDING_KEYS)
  finding?: Relation<ReviewFindingRecord>;

  @Column({ type: 'text' })
  file!: string;

  @Column({ type: 'text' })
  sha256!: string;

  @Column({ type: 'integer' })
  sizeBytes!: number;

  @Column({ type: 'bytea', select: false })
  original!: Buffer;

  @InstantColumn()
  recordedAt!: Date;
}
