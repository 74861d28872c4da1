import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FundingSource } from '../domain/funding-sources.js';
import { FundingSourceRecord } from './funding-source.entity.js';

@Injectable()
export class FundingSourcesService {
  constructor(private readonly dataSource: DataSource) {}

  /** The catalogue, in the order of official tables. */
  async list(): Promise<readonly FundingSource[]> {
    const records = await this.dataSource.manager.find(FundingSourceRecord, {
      order: { position: 'ASC', code: 'ASC' },
    });
    return records.map(({ code, name, parentCode, isGroup, meanings }) => ({
      ...{ code, name, isGroup, meanings },
      parent: parentCode,
    }));
  }
}
