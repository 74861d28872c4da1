import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface Investor {
  readonly id: string;
  readonly name: string;
}

@Injectable()
export class InvestorsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Every investor that the books name, by name. */
  async list(): Promise<readonly Investor[]> {
    return this.dataSource.query<Investor[]>('select id, name from investor order by name, id');
  }
}
