import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** What the department sets for itself; the latest entry of a name counts. Append-only. */
@Entity('setting')
@Index('ix_setting_name', ['name', 'seq'])
@Check('ck_setting_name', `name <> ''`)
export class SettingRecord {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'jsonb' })
  value!: unknown;

  @InstantColumn()
  recordedAt!: Date;
}
