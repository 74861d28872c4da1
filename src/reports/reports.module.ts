import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DepartmentModule } from '../department/department.module.js';
import { ProjectsModule } from '../projects/projects.module.js';
import { ReviewRoundsModule } from '../review-rounds/review-rounds.module.js';
import { ReportRecordsService } from './report-records.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

@Module({
  imports: [AuditModule, DepartmentModule, ProjectsModule, ReviewRoundsModule],
  controllers: [ReportsController],
  providers: [ReportsService, ReportRecordsService],
  exports: [ReportsService, ReportRecordsService],
})
export class ReportsModule {}
