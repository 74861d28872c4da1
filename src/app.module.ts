import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AuditModule } from './audit/audit.module.js';
import { SettingsModule } from './config/settings.module.js';
import type { Settings } from './config/settings.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CapitalPlansModule } from './capital-plans/capital-plans.module.js';
import { DepartmentModule } from './department/department.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DisbursementsModule } from './disbursements/disbursements.module.js';
import { FundingSourcesModule } from './funding-sources/funding-sources.module.js';
import { HealthModule } from './health/health.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { InvestorsModule } from './investors/investors.module.js';
import { MatchingModule } from './matching/matching.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { ReviewRoundsModule } from './review-rounds/review-rounds.module.js';
import { TemplatesModule } from './templates/templates.module.js';
import { WebModule } from './web/web.module.js';

@Module({})
export class AppModule {
  static with(dataSource: DataSource, settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        DatabaseModule.with(dataSource),
        AuditModule,
        CalendarModule,
        CapitalPlansModule,
        DepartmentModule,
        DisbursementsModule,
        FundingSourcesModule,
        HealthModule,
        ImportsModule,
        InvestorsModule,
        MatchingModule,
        ProjectsModule,
        ReportsModule,
        ReviewRoundsModule,
        TemplatesModule,
        WebModule,
      ],
    };
  }
}
