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
import type { ProjectStatus } from '../domain/words.js';
import { InstantColumn, OptionalText } from '../database/columns.js';
import { ImportRecord } from '../imports/import.entity.js';
import { InvestorRecord } from '../investors/investor.entity.js';
import { IdentityDecisionRecord } from '../matching/identity-decision.entity.js';
import { ProjectRecord } from './project.entity.js';

/** What the books said of a project in a plan year from `recordedAt` on; the latest known version counts. Append-only. */
@Entity('project_version')
@Index('ix_project_version_latest', ['projectId', 'planYear', 'seq'])
@Check('ck_project_version_name', `name <> '' and name is nfc normalized`)
@Check('ck_project_version_status', `status in ('continuing', 'new', 'completed', 'preparation', 'unclassified')`)
@Check('ck_project_version_plan_year', `plan_year between 2000 and 2100`)
@Check('ck_project_version_cause', `(import_id is null) <> (decision_id is null)`)
export class ProjectVersionRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ProjectRecord, { nullable: false })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord>;

  @Column({ type: 'integer' })
  planYear!: number;

  @Column({ type: 'text' })
  name!: string;

  /** for matching (`nameKey`) */
  @Column({ type: 'text' })
  nameKey!: string;

  /** for searching without accents (`fold`) */
  @Column({ type: 'text' })
  nameFolded!: string;

  @Column({ type: 'uuid', nullable: true })
  investorId!: string | null;

  @ManyToOne(() => InvestorRecord, { nullable: true })
  @JoinColumn({ name: 'investor_id' })
  investor?: Relation<InvestorRecord> | null;

  @OptionalText()
  location!: string | null;

  @OptionalText()
  sector!: string | null;

  @Column({ type: 'text' })
  status!: ProjectStatus;

  @Column({ type: 'boolean' })
  statusInferred!: boolean;

  @Column({ type: 'integer', nullable: true })
  startYear!: number | null;

  /** everything that told of the project in that year has been reversed */
  @Column({ type: 'boolean' })
  withdrawn!: boolean;

  /** the import, or else the decision, that changed the description */
  @Column({ type: 'uuid', nullable: true })
  importId!: string | null;

  @ManyToOne(() => ImportRecord, { nullable: true })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord> | null;

  @Column({ type: 'uuid', nullable: true })
  decisionId!: string | null;

  @ManyToOne(() => IdentityDecisionRecord, { nullable: true })
  @JoinColumn({ name: 'decision_id' })
  decision?: Relation<IdentityDecisionRecord> | null;

  @InstantColumn()
  recordedAt!: Date;
}

/** Another code or a confirmed name that means a project; of one text one alias is in force. */
@Entity('project_alias')
@Index('uq_project_alias_in_force', ['kind', 'key'], { unique: true, where: 'retracted_at is null' })
@Index('ix_project_alias_project_id', ['projectId'])
@Check('ck_project_alias_kind', `kind in ('code', 'name')`)
export class ProjectAliasRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ProjectRecord, { nullable: false })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord>;

  @Column({ type: 'text' })
  kind!: 'code' | 'name';

  @Column({ type: 'text' })
  text!: string;

  /** a name means the project only on lines with this code (null: on lines without one) */
  @OptionalText()
  code!: string | null;

  /** a name means the project only on lines of this investor (null: whatever they say) */
  @OptionalText()
  investor!: string | null;

  /** the code itself, or the keys of name, code and investor */
  @Column({ type: 'text' })
  key!: string;

  /** the decision that it remembers */
  @Column({ type: 'uuid', nullable: true })
  decisionId!: string | null;

  @ManyToOne(() => IdentityDecisionRecord, { nullable: true })
  @JoinColumn({ name: 'decision_id' })
  decision?: Relation<IdentityDecisionRecord> | null;

  /** who confirmed it; null before sign-in exists */
  @OptionalText()
  recordedBy!: string | null;

  @InstantColumn()
  recordedAt!: Date;

  @InstantColumn({ nullable: true })
  retractedAt!: Date | null;
}
