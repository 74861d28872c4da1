import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LetterheadController } from './letterhead.controller.js';
import { LetterheadService } from './letterhead.service.js';

/** What the department sets for itself. */
@Module({
  imports: [AuditModule],
  controllers: [LetterheadController],
  providers: [LetterheadService],
  exports: [LetterheadService],
})
export class DepartmentModule {}
