import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  DEFAULT_DEADLINE_DAY,
  REPORT_STATUSES,
  reportingPeriods,
  reportState,
  type ReportingPeriod,
  type ReportStatus,
} from '../domain/report-calendar.js';
import { toVietnameseDate, yearOf } from '../domain/local-date.js';
import { AuditService } from '../audit/audit.service.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { investorNaming } from '../projects/investor-naming.js';
import type { Perspective } from '../projects/projects.types.js';
import { reportTablesBytes } from '../workbook/writing/report-table.js';
import { reportingInvestors, sentReports, type ReportingInvestor, type SentReport } from './calendar.repository.js';
import { lateReports } from './late-reports.js';
import { lateTable } from './late-table.js';
import type { CalendarRow, LateReport, ReportCalendar, ReportingDeadline } from './calendar.types.js';
import { LetterheadService } from '../department/letterhead.service.js';
import { keepSetting, settingOf } from '../department/settings.repository.js';

const DEADLINE = 'reporting-deadline';

const NOT_SENT = { sentOn: null, importId: null } as const;

/** Who has sent the report of which month, and who is late. "Today" is the as-of day of the question. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly letterheads: LetterheadService,
  ) {}

  async calendar(perspective: Perspective): Promise<ReportCalendar> {
    const { planYear, asOf: today, knownAt } = perspective;
    const { manager } = this.dataSource;
    const named = await investorNaming(manager, perspective);
    const deadline = await deadlineAt(manager, knownAt);
    const periods = reportingPeriods(planYear, deadline.dayOfMonth);
    const sent = byInvestorAndMonth(await sentReports(manager, { planYear, knownAt }), named);
    const units = byUnit(await reportingInvestors(manager, { planYear, knownAt }), named);
    const investors = units.map((item): CalendarRow => ({
      ...item,
      months: periods.map((period) => {
        const report = sent.get(`${period.month} ${item.investor}`);
        // What came in after the day asked about had not been sent on it.
        const { sentOn, importId } = report !== undefined && report.sentOn <= today ? report : NOT_SENT;
        return { month: period.month, sentOn, importId, ...reportState(period, sentOn, today) };
      }),
    }));
    return { planYear, today, knownAt, deadline, investors, periods: withCounts(periods, investors) };
  }

  /** Missing and late reports, the oldest month first. */
  async late(perspective: Perspective): Promise<readonly LateReport[]> {
    return lateReports(await this.calendar(perspective));
  }

  /** The same as an official table. */
  async lateXlsx(perspective: Perspective): Promise<NamedBytes> {
    const { planYear, asOf } = perspective;
    const table = lateTable(await this.late(perspective), {
      title: `DANH SÁCH ĐƠN VỊ CHẬM GỬI BÁO CÁO GIẢI NGÂN NĂM ${planYear}`,
      subject: `(Tính đến ngày ${toVietnameseDate(asOf)})`,
      nobody: 'Không có đơn vị nào chậm gửi báo cáo.',
    });
    const year = yearOf(asOf);
    const letterhead = await this.letterheads.current();
    const bytes = await reportTablesBytes([table], { letterhead, form: '', year });
    return { file: `don-vi-cham-bao-cao-${asOf}.xlsx`, bytes };
  }

  deadline(): Promise<ReportingDeadline> {
    return inTransaction(this.dataSource, async (manager) => deadlineAt(manager, await clockOfDatabase(manager)));
  }

  /** From now on; who asks for before still gets the earlier one. The same day again changes nothing. */
  async setDeadline(deadline: ReportingDeadline): Promise<ReportingDeadline> {
    await inTransaction(this.dataSource, async (manager) => {
      const now = await clockOfDatabase(manager);
      const before = await deadlineAt(manager, now);
      if (before.dayOfMonth === deadline.dayOfMonth) return;
      await keepSetting(manager, DEADLINE, deadline, now);
      const data = { before: before.dayOfMonth, after: deadline.dayOfMonth };
      await this.audit.record(manager, { kind: 'setting.changed', subject: 'setting', subjectId: DEADLINE, data });
    });
    return this.deadline();
  }
}

async function deadlineAt(manager: EntityManager, knownAt: Date): Promise<ReportingDeadline> {
  const value = (await settingOf(manager, DEADLINE, knownAt)) as ReportingDeadline | null;
  return value ?? { dayOfMonth: DEFAULT_DEADLINE_DAY };
}

type Naming = (name: string | null) => string | null;

/** The first report of a month counts for the unit that carries on the work. */
function byInvestorAndMonth(reports: readonly SentReport[], named: Naming): Map<string, SentReport> {
  const first = new Map<string, SentReport>();
  for (const report of reports) {
    const key = `${report.month} ${named(report.investor) ?? report.investor}`;
    const known = first.get(key);
    if (known === undefined || report.sentOn < known.sentOn) first.set(key, report);
  }
  return first;
}

function byUnit(investors: readonly ReportingInvestor[], named: Naming): ReportingInvestor[] {
  const units = new Map<string, ReportingInvestor>();
  for (const { investor, projects } of investors) {
    const unit = named(investor) ?? investor;
    units.set(unit, { investor: unit, projects: projects + (units.get(unit)?.projects ?? 0) });
  }
  return [...units.values()].sort((a, b) => a.investor.localeCompare(b.investor, 'vi'));
}

function withCounts(periods: readonly ReportingPeriod[], rows: readonly CalendarRow[]): ReportCalendar['periods'] {
  return periods.map((period, index) => ({
    ...period,
    counts: Object.fromEntries(
      REPORT_STATUSES.map((status) => [status, rows.filter(({ months }) => months[index]?.status === status).length]),
    ) as Record<ReportStatus, number>,
  }));
}
