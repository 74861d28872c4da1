import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ImportsController } from './imports.controller.js';
import { ImportWorker } from './import-worker.js';
import { ImportsService } from './imports.service.js';

@Module({
  imports: [AuditModule],
  controllers: [ImportsController],
  providers: [ImportsService, ImportWorker],
  exports: [ImportsService],
})
export class ImportsModule {}
