import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What happened, in order; for systems that keep a copy and for people who ask later. Append-only. */
@Entity('change')
export class ChangeRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @InstantColumn()
  at!: Date;

  /** `import.committed`, `round.opened`, … */
  @Column({ type: 'text' })
  kind!: string;

  /** table of the subject */
  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  subjectId!: string;

  @Column({ type: 'jsonb' })
  data!: unknown;
}
