import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DispositionsController } from './dispositions.controller.js';
import { DispositionsService } from './dispositions.service.js';
import { DonorsController } from './donors.controller.js';
import { DonorsService } from './donors.service.js';
import { EvaluationController } from './evaluation.controller.js';
import { EvaluationService } from './evaluation.service.js';
import { ExplanationRequestsService } from './explanation-requests.service.js';
import { ExplanationsController } from './explanations.controller.js';
import { ExplanationsService } from './explanations.service.js';
import { OffendersService } from './offenders.service.js';
import { ReviewRoundsController } from './review-rounds.controller.js';
import { ReviewRoundsService } from './review-rounds.service.js';
import { ReviewRulesController } from './review-rules.controller.js';
import { ReviewRulesService } from './review-rules.service.js';
import { RoundLifeController } from './round-life.controller.js';
import { RoundLifeService } from './round-life.service.js';

const SERVICES = [
  ReviewRoundsService,
  ReviewRulesService,
  EvaluationService,
  RoundLifeService,
  DispositionsService,
  ExplanationRequestsService,
  ExplanationsService,
  DonorsService,
  OffendersService,
];

@Module({
  imports: [AuditModule],
  controllers: [
    ReviewRoundsController,
    ReviewRulesController,
    EvaluationController,
    RoundLifeController,
    DispositionsController,
    ExplanationsController,
    DonorsController,
  ],
  providers: SERVICES,
  exports: SERVICES,
})
export class ReviewRoundsModule {}
