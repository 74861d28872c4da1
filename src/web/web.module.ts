import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CapitalPlansModule } from '../capital-plans/capital-plans.module.js';
import { DepartmentModule } from '../department/department.module.js';
import { DisbursementsModule } from '../disbursements/disbursements.module.js';
import { FundingSourcesModule } from '../funding-sources/funding-sources.module.js';
import { ERROR_PAGES } from '../http/error-pages.js';
import { InvestorsModule } from '../investors/investors.module.js';
import { ImportsModule } from '../imports/imports.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { ProjectsModule } from '../projects/projects.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { ReviewRoundsModule } from '../review-rounds/review-rounds.module.js';
import { Assets } from './assets.js';
import { WebErrorPages } from './error-pages.js';
import { ImportPageBuilder } from './import-page-builder.js';
import { AssetsController } from './pages/assets.controller.js';
import { ChartsController } from './pages/charts.controller.js';
import { CalendarPageController } from './pages/calendar.controller.js';
import { HomeController } from './pages/home.controller.js';
import { ImportDecisionPagesController } from './pages/import-decisions.controller.js';
import { ImportPagesController } from './pages/imports.controller.js';
import { InvestorPagesController } from './pages/investors.controller.js';
import { MatchingPagesController } from './pages/matching.controller.js';
import { ProjectPagesController } from './pages/projects.controller.js';
import { RoundComparisonController } from './pages/round-comparison.controller.js';
import { ReportPagesController } from './pages/reports.controller.js';
import { RoundWorkPagesController } from './pages/round-work.controller.js';
import { ReconciliationPageController } from './pages/reconciliation.controller.js';
import { RoundAnswerPagesController } from './pages/round-answers.controller.js';
import { RoundDonorPagesController } from './pages/round-donors.controller.js';
import { RoundStepPagesController } from './pages/round-steps.controller.js';
import { RoundPagesController } from './pages/rounds.controller.js';
import { RulePagesController } from './pages/rules.controller.js';
import { SettingsPageController } from './pages/settings.controller.js';
import { TemplatePageController } from './pages/templates.controller.js';
import { RoundPageBuilder } from './round-page-builder.js';
import { SiteInterceptor } from './site.interceptor.js';
import { SiteService } from './site.service.js';

/** The Vietnamese pages, over the same services as the REST resources. */
@Module({
  imports: [
    CalendarModule,
    CapitalPlansModule,
    DepartmentModule,
    DisbursementsModule,
    FundingSourcesModule,
    ImportsModule,
    InvestorsModule,
    MatchingModule,
    ProjectsModule,
    ReportsModule,
    ReviewRoundsModule,
  ],
  controllers: [
    HomeController,
    ImportPagesController,
    MatchingPagesController,
    ImportDecisionPagesController,
    ProjectPagesController,
    InvestorPagesController,
    TemplatePageController,
    RoundPagesController,
    RoundWorkPagesController,
    RoundComparisonController,
    RoundStepPagesController,
    RoundDonorPagesController,
    RoundAnswerPagesController,
    RulePagesController,
    ReportPagesController,
    ReconciliationPageController,
    CalendarPageController,
    SettingsPageController,
    ChartsController,
    AssetsController,
  ],
  providers: [
    Assets,
    SiteService,
    ImportPageBuilder,
    RoundPageBuilder,
    WebErrorPages,
    { provide: APP_INTERCEPTOR, useClass: SiteInterceptor },
    { provide: ERROR_PAGES, useExisting: WebErrorPages },
  ],
  exports: [ERROR_PAGES],
})
export class WebModule {}
