import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { InvestorsController } from './investors.controller.js';
import { InvestorsService } from './investors.service.js';
import { SuccessionsService } from './successions.service.js';

@Module({
  imports: [AuditModule],
  controllers: [InvestorsController],
  providers: [InvestorsService, SuccessionsService],
  exports: [InvestorsService, SuccessionsService],
})
export class InvestorsModule {}
