import { Check, Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { ImportState, JobPhase } from './import-states.js';
import { ImportRecord } from './import.entity.js';

/** A step that an import may take; what the trigger of the table asks. */
@Entity('import_transition')
export class ImportTransitionRecord {
  @PrimaryColumn({ type: 'text' })
  fromState!: ImportState;

  @PrimaryColumn({ type: 'text' })
  toState!: ImportState;
}

/** Work on an import that waits or runs; there is a row exactly while its state is received, read or mapped. */
@Entity('import_job')
@Index('ix_import_job_queued_at', ['queuedAt'])
@Check('ck_import_job_phase', `phase in ('read', 'map', 'check')`)
@Check('ck_import_job_progress', `done >= 0 and total >= 0 and attempts >= 0`)
@Check('ck_import_job_held', `(worker is null) = (heartbeat_at is null)`)
export class ImportJobRecord {
  @PrimaryColumn({ type: 'uuid' })
  importId!: string;

  @OneToOne(() => ImportRecord, { nullable: false })
  @JoinColumn({ name: 'import_id', foreignKeyConstraintName: 'fk_import_job_import_id' })
  import?: Relation<ImportRecord>;

  @Column({ type: 'text' })
  phase!: JobPhase;

  @Column({ type: 'integer' })
  done!: number;

  /** 0 = not known yet */
  @Column({ type: 'integer' })
  total!: number;

  /** times a worker took it up */
  @Column({ type: 'integer' })
  attempts!: number;

  /** null = waits to be taken up */
  @Column({ type: 'uuid', nullable: true })
  worker!: string | null;

  @InstantColumn({ nullable: true })
  heartbeatAt!: Date | null;

  @InstantColumn()
  queuedAt!: Date;
}
