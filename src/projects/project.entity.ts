import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique, type Relation } from 'typeorm';
import { InstantColumn, OptionalText } from '../database/columns.js';
import { ImportRecord } from '../imports/import.entity.js';

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

  /** since when the books know the code; null where they knew the project by it from the first */
  @InstantColumn({ nullable: true })
  codedAt!: Date | null;

  /** a person made it (from a line without a project, or by a split), not the commit of the import */
  @Column({ type: 'boolean', default: false })
  madeByHand!: boolean;

  @InstantColumn()
  recordedAt!: Date;
}
