import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReasonUse, Responsibility } from '../domain/reason-codes.js';

/** Why a project is slow, gives capital back, or is kept (domain handbook 6.6); an administrator may add others. */
@Entity('reason_code')
@Check('ck_reason_code_use', `use in ('delay', 'donor', 'silence')`)
@Check('ck_reason_code_responsibility', `responsibility in ('objective', 'subjective')`)
export class ReasonCodeRecord {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  use!: ReasonUse;

  @Column({ type: 'text' })
  responsibility!: Responsibility;

  @Column({ type: 'integer' })
  position!: number;
}
