import { Module } from '@nestjs/common';
import { ProjectsModule } from '../projects/projects.module.js';
import { CapitalPlansController } from './capital-plans.controller.js';
import { CapitalPlansService } from './capital-plans.service.js';

@Module({
  imports: [ProjectsModule],
  controllers: [CapitalPlansController],
  providers: [CapitalPlansService],
  exports: [CapitalPlansService],
})
export class CapitalPlansModule {}
