import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
  type Relation,
} from 'typeorm';
import type { ProjectStatus } from '../domain/words.js';
import { InstantColumn, OptionalText } from '../database/columns.js';
import { ImportRecord } from '../imports/import.entity.js';
import { InvestorRecord } from '../investors/investor.entity.js';

/** Identity of a project; what is said of it stands in its versions. */
@Entity('project')
@Unique('uq_project_code', ['code'])
@Check('ck_project_code', `code ~ '^[0-9]{7}(\\.[0-9]+)?$'`)
export class ProjectRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @OptionalText()
  code!: string | null;

  @Column({ type: 'uuid' })
  importId!: string;

  /** the import that brought the project into the books */
  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @InstantColumn()
  recordedAt!: Date;
}

/** What the books said of a project in a plan year from `recordedAt` on; the latest known version counts. Append-only. */
@Entity('project_version')
@Index('ix_project_version_latest', ['projectId', 'planYear', 'seq'])
@Check('ck_project_version_name', `name <> '' and name is nfc normalized`)
@Check('ck_project_version_status', `status in ('continuing', 'new', 'completed', 'preparation', 'unclassified')`)
@Check('ck_project_version_plan_year', `plan_year between 2000 and 2100`)
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

  @Column({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @InstantColumn()
  recordedAt!: Date;
}

/** Another code or a confirmed name that means a project. */
@Entity('project_alias')
@Unique('uq_project_alias_kind_key', ['kind', 'key'])
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

  /** the code itself, or the name's key */
  @Column({ type: 'text' })
  key!: string;

  /** who confirmed it; null before sign-in exists */
  @OptionalText()
  recordedBy!: string | null;

  @InstantColumn()
  recordedAt!: Date;
}
