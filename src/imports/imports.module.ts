import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ImportDecisionsController } from './import-decisions.controller.js';
import { ImportDecisionsService } from './import-decisions.service.js';
import { ImportReviewService } from './import-review.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportWorker } from './import-worker.js';
import { ImportsService } from './imports.service.js';

@Module({
  imports: [AuditModule],
  controllers: [ImportsController, ImportDecisionsController],
  providers: [ImportsService, ImportWorker, ImportDecisionsService, ImportReviewService],
  exports: [ImportsService, ImportDecisionsService, ImportReviewService],
})
export class ImportsModule {}
