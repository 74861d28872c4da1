import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';

@Entity('funding_source')
@Check('ck_funding_source_code', `code <> ''`)
export class FundingSourceRecord {
  @PrimaryColumn({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'parent_code', type: 'text', nullable: true })
  parentCode!: string | null;

  @ManyToOne(() => FundingSourceRecord, { nullable: true })
  @JoinColumn({ name: 'parent_code' })
  parent?: Relation<FundingSourceRecord> | null;

  @Column({ type: 'boolean' })
  isGroup!: boolean;

  @Column({ type: 'text', array: true })
  meanings!: string[];

  /** place in official tables */
  @Column({ type: 'integer' })
  position!: number;
}
