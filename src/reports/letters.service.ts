import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarService } from '../calendar/calendar.service.js';
import { lateReports } from '../calendar/late-reports.js';
import { urgedLines } from '../domain/countdown.js';
import { toVietnameseDate } from '../domain/local-date.js';
import { legalBasisOf } from '../domain/review-rule.js';
import { fold, nameKey } from '../domain/vietnamese-text.js';
import { letterheadAt } from '../department/letterhead.repository.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { ProjectsService } from '../projects/projects.service.js';
import type { PerspectiveRequest } from '../projects/projects.types.js';
import { ReviewRoundsService } from '../review-rounds/review-rounds.service.js';
import { buildLateReportLetter } from '../workbook/writing/late-report-letter-model.js';
import { officialPaperBytes } from '../workbook/writing/official-paper-docx.js';
import { buildUrgingLetter } from '../workbook/writing/urging-letter-model.js';
import { ReportsService } from './reports.service.js';

/** Letters that urge one investor. The same question as known at the same instant gives the same bytes. */
@Injectable()
export class LettersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reports: ReportsService,
    private readonly calendar: CalendarService,
    private readonly projects: ProjectsService,
    private readonly rounds: ReviewRoundsService,
  ) {}

  /** About its projects that will fall under a rule on its day, or have no figure. Refuses where it has none. */
  async urging(request: PerspectiveRequest, ruleCode: string | null, investor: string): Promise<Result<NamedBytes>> {
    const found = await this.reports.countdown(request, ruleCode);
    if (!found.ok) return found;
    const { rule, countdown, asOf, knownAt } = found.value;
    const own = urgedLines(countdown.lines).filter((line) => isInvestor(line.finding.investor, investor));
    const [first] = own;
    if (first === undefined) {
      return refused('letter.nobodyToUrge', { investor, asOf: toVietnameseDate(asOf) });
    }
    const paper = buildUrgingLetter({
      ...{ rule, asOf, workingDaysLeft: countdown.workingDaysLeft, investor: first.finding.investor ?? investor },
      letterhead: await letterheadAt(this.dataSource.manager, knownAt),
      urged: own.filter(({ stage }) => stage !== 'noData'),
      noData: own.filter(({ stage }) => stage === 'noData'),
    });
    const bytes = await officialPaperBytes(paper, knownAt);
    return accepted({ file: `don-doc-giai-ngan-${fileName(investor)}-${asOf}.docx`, bytes });
  }

  /** About the monthly reports that it has not sent. Refuses where it owes none. */
  async lateReports(request: PerspectiveRequest, investor: string): Promise<Result<NamedBytes>> {
    const found = await this.projects.perspective(request);
    if (!found.ok) return found;
    const { planYear, knownAt, asOf: today } = found.value;
    const calendar = await this.calendar.calendar(found.value);
    const reports = lateReports(calendar).filter(
      (report) => report.status === 'missing' && isInvestor(report.investor, investor),
    );
    const [first] = reports;
    if (first === undefined) return refused('letter.nothingLate', { investor, asOf: toVietnameseDate(today) });
    const rule = (await this.rounds.rules()).find((candidate) => candidate.planYear === planYear);
    const paper = buildLateReportLetter({
      ...{ planYear, today, reports, investor: first.investor },
      letterhead: await letterheadAt(this.dataSource.manager, knownAt),
      dayOfMonth: calendar.deadline.dayOfMonth,
      legalBasis: rule === undefined ? null : legalBasisOf(rule).text,
    });
    const bytes = await officialPaperBytes(paper, knownAt);
    return accepted({ file: `don-doc-bao-cao-${fileName(investor)}-${today}.docx`, bytes });
  }
}

function isInvestor(known: string | null, wanted: string): boolean {
  return known !== null && nameKey(known) === nameKey(wanted);
}

function fileName(investor: string): string {
  return fold(investor)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
