import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RefusedRequest } from '../http/refused-request.js';

@Injectable()
export class HealthService {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws RefusedRequest (503) while the database does not answer or lacks a migration */
  async requireReady(): Promise<void> {
    const pending = await this.dataSource.showMigrations().catch(() => true);
    if (pending) throw new RefusedRequest('storage.unavailable');
  }
}
