import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

@Entity('investor')
@Unique('uq_investor_name_key', ['nameKey'])
@Check('ck_investor_name', `name <> '' and name is nfc normalized`)
export class InvestorRecord {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  /** two spellings of one investor share it (`domain/vietnamese-text` nameKey) */
  @Column({ type: 'text' })
  nameKey!: string;

  @InstantColumn()
  recordedAt!: Date;
}
