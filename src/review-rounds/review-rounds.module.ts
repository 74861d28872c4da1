import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { EvaluationController } from './evaluation.controller.js';
import { EvaluationService } from './evaluation.service.js';
import { ReviewRoundsController } from './review-rounds.controller.js';
import { ReviewRoundsService } from './review-rounds.service.js';
import { ReviewRulesController } from './review-rules.controller.js';
import { ReviewRulesService } from './review-rules.service.js';

@Module({
  imports: [AuditModule],
  controllers: [ReviewRoundsController, ReviewRulesController, EvaluationController],
  providers: [ReviewRoundsService, ReviewRulesService, EvaluationService],
  exports: [ReviewRoundsService, ReviewRulesService, EvaluationService],
})
export class ReviewRoundsModule {}
