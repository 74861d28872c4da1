import { Module } from '@nestjs/common';
import { FundingSourcesController } from './funding-sources.controller.js';
import { FundingSourcesService } from './funding-sources.service.js';

@Module({
  controllers: [FundingSourcesController],
  providers: [FundingSourcesService],
  exports: [FundingSourcesService],
})
export class FundingSourcesModule {}
