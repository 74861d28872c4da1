import { Body, Controller, Delete, Get, Param, Post, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { endOfMonth, yearOf } from '../domain/local-date.js';
import { STAGES } from '../domain/countdown.js';
import { DIMENSIONS } from '../domain/synthesis.js';
import { LetterheadService } from '../department/letterhead.service.js';
import { orRefuse } from '../http/refused-request.js';
import { CSV_TYPE, DOCX_TYPE, toDownload, toInstant, toJson, XLSX_TYPE } from '../http/responses.js';
import { reportTableCsv, reportTablesBytes, type ReportTable } from '../workbook/writing/report-table.js';
import { countdownTable, lateReportersTable, leagueTableTable, monthlyTable } from './report-tables.js';
import { STAGE_ACTIONS, STAGE_NAMES, STAGE_OWNERS } from './report-names.js';
import { LettersService } from './letters.service.js';
import { ReportRecordsService } from './report-records.service.js';
import { LetterQuery, HeadBody, MonthlyPlanBody, ReportQuery, toReportRequest, WatchBody } from './reports.dto.js';
import { ReportsService } from './reports.service.js';
import type { ReportPerspective } from './reports.types.js';

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly records: ReportRecordsService,
    private readonly letters: LettersService,
    private readonly letterheads: LetterheadService,
  ) {}

  @Get('monthly')
  @ApiOperation({ summary: 'Monthly synthesis by source, sector, investor, place and programme' })
  async monthly(@Query() query: ReportQuery) {
    const { total, byDimension, distribution, before, late, ...perspective } = orRefuse(
      await this.reports.monthly(toReportRequest(query)),
    );
    return toDocument(perspective, { before, total, ...byDimension, distribution, late });
  }

  @Get('monthly.xlsx')
  async monthlyWorkbook(@Query() query: ReportQuery): Promise<StreamableFile> {
    const report = orRefuse(await this.reports.monthly(toReportRequest(query)));
    const tables = [...DIMENSIONS.map((dimension) => monthlyTable(report, dimension)), lateReportersTable(report)];
    return this.workbook(`tong-hop-giai-ngan-${report.asOf.slice(0, 7)}`, tables, report);
  }

  @Get('monthly.csv')
  async monthlyCsv(@Query() query: ReportQuery): Promise<StreamableFile> {
    const report = orRefuse(await this.reports.monthly(toReportRequest(query)));
    return csv(`tong-hop-giai-ngan-${report.asOf.slice(0, 7)}`, monthlyTable(report, query.by ?? 'source'));
  }

  @Get('league-table')
  @ApiOperation({ summary: 'Investors and their heads by rate weighted by amount, and by fidelity to their own plan' })
  async leagueTable(@Query() query: ReportQuery) {
    const { lines, ...perspective } = orRefuse(await this.reports.leagueTable(toReportRequest(query)));
    return toDocument(perspective, lines);
  }

  @Get('league-table.xlsx')
  async leagueTableWorkbook(@Query() query: ReportQuery): Promise<StreamableFile> {
    const report = orRefuse(await this.reports.leagueTable(toReportRequest(query)));
    return this.workbook(`xep-hang-chu-dau-tu-${report.asOf}`, [leagueTableTable(report)], report);
  }

  @Get('league-table.csv')
  async leagueTableCsv(@Query() query: ReportQuery): Promise<StreamableFile> {
    const report = orRefuse(await this.reports.leagueTable(toReportRequest(query)));
    return csv(`xep-hang-chu-dau-tu-${report.asOf}`, leagueTableTable(report));
  }

  @Get('countdown')
  @ApiOperation({ summary: 'Projects on their way to a rule: what they need, what they will reach, their stage' })
  async countdown(@Query() query: ReportQuery) {
    const { countdown, rule, expectedLapse, ...perspective } = orRefuse(
      await this.reports.countdown(toReportRequest(query), query.rule ?? null),
    );
    const stages = STAGES.map((stage) => ({
      ...{ stage, name: STAGE_NAMES[stage], owner: STAGE_OWNERS[stage], action: STAGE_ACTIONS[stage] },
      projects: countdown.lines.filter((line) => line.stage === stage).length,
    }));
    return { rule: toJson(rule), stages, expectedLapse: toJson(expectedLapse), ...toDocument(perspective, countdown) };
  }

  @Get('countdown.xlsx')
  async countdownWorkbook(@Query() query: ReportQuery): Promise<StreamableFile> {
    const report = orRefuse(await this.reports.countdown(toReportRequest(query), query.rule ?? null));
    return this.workbook(`theo-doi-truoc-dot-${report.rule.code}-${report.asOf}`, [countdownTable(report)], report);
  }

  @Get('countdown.csv')
  async countdownCsv(@Query() query: ReportQuery): Promise<StreamableFile> {
    const report = orRefuse(await this.reports.countdown(toReportRequest(query), query.rule ?? null));
    return csv(`theo-doi-truoc-dot-${report.rule.code}-${report.asOf}`, countdownTable(report));
  }

  @Get('countdown/letter.docx')
  @ApiOperation({ summary: 'Urge one investor whose projects will fall under the rule, before its day' })
  async urgingLetter(@Query() query: LetterQuery): Promise<StreamableFile> {
    const letter = await this.letters.urging(toReportRequest(query), query.rule ?? null, query.investor);
    return toDownload(orRefuse(letter), DOCX_TYPE);
  }

  @Get('late/letter.docx')
  @ApiOperation({ summary: 'Urge one investor that has not sent its monthly reports; `asOf` is today where absent' })
  async lateLetter(@Query() query: LetterQuery): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.letters.lateReports(toReportRequest(query), query.investor)), DOCX_TYPE);
  }

  @Get('countdown/back-test')
  @ApiOperation({ summary: 'How well the warnings 90, 60, 30 and 14 days ahead would have told the candidates' })
  async backTest(@Query() query: ReportQuery) {
    const { lines, rule, ...perspective } = orRefuse(
      await this.reports.backTest(toReportRequest(query), query.rule ?? null),
    );
    return { rule: toJson(rule), ...toDocument(perspective, lines) };
  }

  @Get('watch-list')
  async watchList(@Query() query: ReportQuery) {
    const { items, ...perspective } = orRefuse(await this.reports.watchList(toReportRequest(query)));
    return toDocument(perspective, items);
  }

  @Post('watch-list')
  async watch(@Body() body: WatchBody) {
    return toJson(orRefuse(await this.records.watch(body)));
  }

  @Delete('watch-list/:id')
  async unwatch(@Param('id') id: string) {
    return toJson(orRefuse(await this.records.unwatch(id)));
  }

  @Put('investors/:id/head')
  @ApiOperation({ summary: 'Who leads a unit from a day on' })
  async recordHead(@Param('id') id: string, @Body() body: HeadBody) {
    return toJson(orRefuse(await this.records.recordHead(id, body)));
  }

  @Put('investors/:id/monthly-plan')
  @ApiOperation({ summary: 'What a unit registers to have disbursed, cumulative, by the end of each month' })
  async registerMonths(@Param('id') id: string, @Body() { planYear, months }: MonthlyPlanBody) {
    const wanted = months
      .map(({ month, cumulativeVnd }) => ({
        monthEnd: endOfMonth(`${month}-01`),
        cumulativeVnd: BigInt(cumulativeVnd),
      }))
      .sort((a, b) => (a.monthEnd < b.monthEnd ? -1 : 1));
    return { data: toJson(orRefuse(await this.records.registerMonths(id, planYear, wanted))) };
  }

  private async workbook(
    name: string,
    tables: readonly ReportTable[],
    { asOf }: ReportPerspective,
  ): Promise<StreamableFile> {
    const signature = { letterhead: await this.letterheads.current(), form: '', year: yearOf(asOf) };
    return toDownload({ file: `${name}.xlsx`, bytes: await reportTablesBytes(tables, signature) }, XLSX_TYPE);
  }
}

function toDocument<T>({ planYear, asOf, knownAt }: ReportPerspective, data: T) {
  return { data: toJson(data), meta: { planYear, asOf, knownAt: toInstant(knownAt), unit: 'VND' as const } };
}

function csv(name: string, table: ReportTable): StreamableFile {
  return toDownload({ file: `${name}.csv`, bytes: Buffer.from(reportTableCsv(table), 'utf8') }, CSV_TYPE);
}
