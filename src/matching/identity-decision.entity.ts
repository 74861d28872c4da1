import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { InstantColumn, OptionalText } from '../database/columns.js';
import { ImportRecord } from '../imports/import.entity.js';
import { ProjectRecord } from '../projects/project.entity.js';
import type { DecisionKind } from './matching.types.js';

/** A dated decision about which project a line or a record means. Its end is a second date; nothing is deleted. */
@Entity('identity_decision')
@Unique('uq_identity_decision_seq', ['seq'])
@Index('uq_identity_decision_merge', ['projectId'], {
  unique: true,
  where: `kind = 'merge' and retracted_at is null`,
})
@Index('ix_identity_decision_project_id', ['projectId'])
@Index('ix_identity_decision_other_project_id', ['otherProjectId'])
@Check(
  'ck_identity_decision_kind',
  `kind in ('confirmation', 'creation', 'settlement', 'release', 'split', 'merge', 'distinction')`,
)
@Check(
  'ck_identity_decision_other',
  `(kind in ('split', 'merge', 'distinction')) = (other_project_id is not null) and other_project_id <> project_id`,
)
@Check('ck_identity_decision_retracted', `retracted_at > recorded_at`)
export class IdentityDecisionRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'text' })
  kind!: DecisionKind;

  /** merge: the record that becomes part of the other; split: the record whose lines go to the other; else the project meant */
  @Column({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ProjectRecord, { nullable: false })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord>;

  @Column({ type: 'uuid', nullable: true })
  otherProjectId!: string | null;

  @ManyToOne(() => ProjectRecord, { nullable: true })
  @JoinColumn({ name: 'other_project_id' })
  otherProject?: Relation<ProjectRecord> | null;

  /** what the lines say, where the decision is about lines */
  @OptionalText()
  name!: string | null;

  @OptionalText()
  code!: string | null;

  @OptionalText()
  investor!: string | null;

  /** import and cell that the person saw; of a settlement the import whose commit brought the project */
  @Column({ type: 'uuid', nullable: true })
  importId!: string | null;

  @ManyToOne(() => ImportRecord, { nullable: true })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord> | null;

  @OptionalText()
  sheet!: string | null;

  @OptionalText()
  cell!: string | null;

  @OptionalText()
  reason!: string | null;

  /** who decided; null for settlements and before sign-in exists */
  @OptionalText()
  recordedBy!: string | null;

  @InstantColumn()
  recordedAt!: Date;

  @OptionalText()
  retractedBy!: string | null;

  @InstantColumn({ nullable: true })
  retractedAt!: Date | null;

  @OptionalText()
  retractionReason!: string | null;
}

/** A line of a workbook that a decision ties to a project, or to none: it waits again. Append-only. */
@Entity('identity_line')
@Index('ix_identity_line_line', ['importId', 'lineOrdinal'])
@Index('ix_identity_line_project_id', ['projectId'])
export class IdentityLineRecord {
  @PrimaryColumn({ type: 'uuid' })
  decisionId!: string;

  @ManyToOne(() => IdentityDecisionRecord, { nullable: false })
  @JoinColumn({ name: 'decision_id' })
  decision?: Relation<IdentityDecisionRecord>;

  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @PrimaryColumn({ type: 'integer' })
  lineOrdinal!: number;

  @Column({ type: 'uuid', nullable: true })
  projectId!: string | null;

  @ManyToOne(() => ProjectRecord, { nullable: true })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord> | null;
}
