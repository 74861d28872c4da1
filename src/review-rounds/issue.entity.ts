import { Check, Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { InstantColumn, OptionalText, VndColumn } from '../database/columns.js';
import { ReviewRoundRecord } from './review-round.entity.js';

/** The issuing of a round's list, numbered within the plan year. Append-only. */
@Entity('review_issue')
@Unique('uq_review_issue_number', ['planYear', 'number'])
export class ReviewIssueRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  @OneToOne(() => ReviewRoundRecord, { nullable: false })
  @JoinColumn({ name: 'round_id' })
  round?: Relation<ReviewRoundRecord>;

  @Column({ type: 'integer' })
  planYear!: number;

  @Column({ type: 'integer' })
  number!: number;

  /** number of the paper that carries the list, as registered: `812/TTr-STC` */
  @OptionalText()
  documentNumber!: string | null;

  @Column({ type: 'text' })
  snapshotId!: string;

  @Column({ type: 'integer' })
  projects!: number;

  @Column({ type: 'integer' })
  keptProjects!: number;

  @VndColumn()
  recallVnd!: bigint;

  @InstantColumn()
  issuedAt!: Date;
}

/** A paper of an issued round, byte for byte. Append-only. */
@Entity('review_issue_paper')
@Check('ck_review_issue_paper_sha256', `sha256 = encode(sha256(bytes), 'hex')`)
export class IssuedPaperRecord {
  @PrimaryColumn({ type: 'uuid' })
  roundId!: string;

  /** `recall-list.xlsx` */
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @ManyToOne(() => ReviewIssueRecord, { nullable: false })
  @JoinColumn({ name: 'round_id' })
  issue?: Relation<ReviewIssueRecord>;

  @Column({ type: 'text' })
  file!: string;

  @Column({ type: 'text' })
  mediaType!: string;

  @Column({ type: 'text' })
  sha256!: string;

  @Column({ type: 'bytea', select: false })
  bytes!: Buffer;
}
