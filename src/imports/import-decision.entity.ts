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
import { InstantColumn, OptionalText } from '../database/columns.js';
import { ProjectRecord } from '../projects/project.entity.js';
import type { ImportFindings } from './import-findings.js';
import { ImportRecord } from './import.entity.js';

export type DecisionKind = 'mapping' | 'statement' | 'cell' | 'row' | 'warnings' | 'absence';

/** What a person decided about an import before its commit; append-only, of one kind and place the latest counts. */
@Entity('import_decision')
@Index('ix_import_decision_import_id', ['importId', 'seq'])
@Check('ck_import_decision_kind', `kind in ('mapping', 'statement', 'cell', 'row', 'warnings', 'absence')`)
@Check(
  'ck_import_decision_place',
  `case kind when 'cell' then sheet is not null and cell is not null and reason is not null
     when 'row' then sheet is not null and row_number is not null and reason is not null
     when 'warnings' then reason is not null else true end`,
)
export class ImportDecisionRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @Column({ type: 'text' })
  kind!: DecisionKind;

  @OptionalText()
  sheet!: string | null;

  @OptionalText()
  cell!: string | null;

  @Column({ type: 'integer', nullable: true })
  rowNumber!: number | null;

  @Column({ type: 'jsonb' })
  value!: object;

  @OptionalText()
  reason!: string | null;

  @OptionalText()
  recordedBy!: string | null;

  @InstantColumn()
  recordedAt!: Date;
}

/** How a column of a committed table was read: what the next table of the same sender is offered. */
@Entity('column_memory')
@Index('ix_column_memory_key', ['kind', 'senderKey', 'headerKey', 'seq'])
@Index('ix_column_memory_import_id', ['importId'])
export class ColumnMemoryRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  /** key of the sender's name; null for the province */
  @OptionalText()
  senderKey!: string | null;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  headerKey!: string;

  /** null where no known meaning fitted */
  @OptionalText()
  field!: string | null;

  @OptionalText()
  source!: string | null;

  /** a person chose it; what the reader chose by itself binds nobody */
  @Column({ type: 'boolean' })
  decided!: boolean;

  @Column({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @InstantColumn()
  recordedAt!: Date;
}

/** What the last check found beside lines, amounts and issues. */
@Entity('import_check')
export class ImportCheckRecord {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @Column({ type: 'jsonb' })
  findings!: ImportFindings;
}

/** A project of the books that a committed file does not name, marked as absent from it by a person. */
@Entity('import_absence')
@Index('ix_import_absence_project_id', ['projectId'])
export class ImportAbsenceRecord {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @PrimaryColumn({ type: 'uuid' })
  projectId!: string;

  @ManyToOne(() => ProjectRecord, { nullable: false })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord>;
}
