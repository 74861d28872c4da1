import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { IssueSeverity } from '../domain/issue.js';
import { OptionalText } from '../database/columns.js';
import type { JobPhase } from './import-states.js';
import { ImportRecord } from './import.entity.js';

@Entity('import_issue')
@Check('ck_import_issue_phase', `phase in ('read', 'map', 'check')`)
@Check('ck_import_issue_severity', `severity in ('error', 'warning', 'info')`)
export class ImportIssueRecord {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  /** step that found it: a step that runs again replaces its own */
  @Column({ type: 'text' })
  phase!: JobPhase;

  @OptionalText()
  sheet!: string | null;

  @OptionalText()
  cell!: string | null;

  @Column({ type: 'integer', nullable: true })
  rowNumber!: number | null;

  @OptionalText()
  columnLetters!: string | null;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  severity!: IssueSeverity;

  @OptionalText()
  value!: string | null;

  @Column({ type: 'text' })
  message!: string;
}
