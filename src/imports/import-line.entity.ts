import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { MatchCandidate, MatchedBy } from '../domain/matching.js';
import type { Origin, PlanKind, PlanNature, ProjectStatus } from '../domain/words.js';
import type { RowRole } from '../workbook/understanding/reading.js';
import { DayColumn, OptionalText, VndColumn } from '../database/columns.js';
import { FundingSourceRecord } from '../funding-sources/funding-source.entity.js';
import { ProjectRecord } from '../projects/project.entity.js';
import { ImportRecord } from './import.entity.js';

/** A source row of an import in its one role. */
@Entity('import_line')
@Index('ix_import_line_row', ['importId', 'sheet', 'rowNumber'])
@Index('ix_import_line_project_id', ['projectId'])
@Index('ix_import_line_unmatched', ['importId'], { where: 'has_facts and project_id is null' })
@Check('ck_import_line_role', `role in ('project', 'heading', 'subtotal', 'total', 'component', 'note')`)
@Check('ck_import_line_matched_by', `matched_by in ('code', 'alias', 'name')`)
export class ImportLineRecord {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text' })
  sheet!: string;

  @Column({ type: 'integer' })
  rowNumber!: number;

  @Column({ type: 'text' })
  role!: RowRole;

  @OptionalText()
  mark!: string | null;

  @Column({ type: 'integer' })
  level!: number;

  @Column({ type: 'integer', nullable: true })
  parentRow!: number | null;

  @OptionalText()
  code!: string | null;

  @Column({ type: 'text' })
  name!: string;

  @OptionalText()
  originalName!: string | null;

  /** `nameKey` of the name, for matching; of lines with facts */
  @OptionalText()
  nameKey!: string | null;

  /** `fold` of the name, for search; of lines with facts */
  @OptionalText()
  nameFolded!: string | null;

  @OptionalText()
  investor!: string | null;

  @OptionalText()
  location!: string | null;

  @OptionalText()
  sector!: string | null;

  @OptionalText()
  status!: ProjectStatus | null;

  @OptionalText()
  source!: string | null;

  @Column({ type: 'integer', nullable: true })
  startYear!: number | null;

  /** `{ "plan.current": ["15000000000", "H12"] }`: đồng as text, and the cell */
  @Column({ type: 'jsonb' })
  amounts!: Record<string, readonly [vnd: string, cell: string]>;

  @OptionalText()
  remark!: string | null;

  /** the line states amounts that a commit writes */
  @Column({ type: 'boolean' })
  hasFacts!: boolean;

  @Column({ type: 'uuid', nullable: true })
  projectId!: string | null;

  @ManyToOne(() => ProjectRecord, { nullable: true })
  @JoinColumn({ name: 'project_id' })
  project?: Relation<ProjectRecord> | null;

  @OptionalText()
  matchedBy!: MatchedBy | null;

  /** a commit makes (made) a project of this line; lines of one new project share the text */
  @OptionalText()
  newProjectKey!: string | null;

  @Column({ type: 'jsonb' })
  candidates!: MatchCandidate[];
}

/** An amount staged between check and commit, as the workbook states it. */
@Entity('import_fact')
@Index('ix_import_fact_line', ['importId', 'lineOrdinal'])
@Check('ck_import_fact_fact', `fact in ('plan', 'disbursement', 'demand')`)
@Check('ck_import_fact_amount', `abs(amount_vnd) < 9000000000000000`)
@Check(
  'ck_import_fact_shape',
  `case fact when 'plan' then plan_kind is not null and effective_on is not null and nature is not null
     when 'disbursement' then plan_kind is not null and as_of is not null and origin is not null else true end`,
)
export class ImportFactRecord {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @ManyToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id' })
  import?: Relation<ImportRecord>;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'integer' })
  lineOrdinal!: number;

  @Column({ type: 'text' })
  fact!: 'plan' | 'disbursement' | 'demand';

  @Column({ type: 'text' })
  source!: string;

  @ManyToOne(() => FundingSourceRecord, { nullable: false })
  @JoinColumn({ name: 'source' })
  fundingSource?: Relation<FundingSourceRecord>;

  @OptionalText()
  planKind!: PlanKind | null;

  @VndColumn()
  amountVnd!: bigint;

  @VndColumn({ nullable: true })
  advanceVnd!: bigint | null;

  @VndColumn({ nullable: true })
  completedVolumeVnd!: bigint | null;

  @VndColumn({ nullable: true })
  acceptedUnpaidVnd!: bigint | null;

  @DayColumn({ nullable: true })
  effectiveOn!: string | null;

  @OptionalText()
  decision!: string | null;

  @OptionalText()
  decisionNumber!: string | null;

  @DayColumn({ nullable: true })
  decidedOn!: string | null;

  @OptionalText()
  decisionAuthority!: string | null;

  @OptionalText()
  nature!: PlanNature | null;

  @DayColumn({ nullable: true })
  asOf!: string | null;

  @OptionalText()
  origin!: Origin | null;

  @OptionalText()
  reason!: string | null;

  @Column({ type: 'text' })
  sheet!: string;

  @Column({ type: 'text' })
  cell!: string;
}
