import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ReviewRoundsController } from './review-rounds.controller.js';
import { ReviewRoundsService } from './review-rounds.service.js';

@Module({
  imports: [AuditModule],
  controllers: [ReviewRoundsController],
  providers: [ReviewRoundsService],
  exports: [ReviewRoundsService],
})
export class ReviewRoundsModule {}
