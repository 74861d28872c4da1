import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { DepartmentModule } from '../department/department.module.js';
import { ProjectsModule } from '../projects/projects.module.js';
import { ReviewRoundsModule } from '../review-rounds/review-rounds.module.js';
import { LettersService } from './letters.service.js';
import { ReportRecordsService } from './report-records.service.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';

@Module({
  imports: [AuditModule, CalendarModule, DepartmentModule, ProjectsModule, ReviewRoundsModule],
  controllers: [ReportsController],
  providers: [ReportsService, ReportRecordsService, LettersService],
  exports: [ReportsService, ReportRecordsService, LettersService],
})
export class ReportsModule {}
