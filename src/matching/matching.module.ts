import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { IdentitiesController } from './identities.controller.js';
import { IdentitiesService } from './identities.service.js';
import { MatchingController } from './matching.controller.js';
import { MatchingService } from './matching.service.js';

@Module({
  imports: [AuditModule],
  controllers: [MatchingController, IdentitiesController],
  providers: [MatchingService, IdentitiesService],
  exports: [MatchingService, IdentitiesService],
})
export class MatchingModule {}
