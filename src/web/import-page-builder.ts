import { Injectable } from '@nestjs/common';
import type { Issue } from '../domain/issue.js';
import { accepted, type Result } from '../http/refusal.js';
import { ImportReviewService } from '../imports/import-review.service.js';
import { ImportsService } from '../imports/imports.service.js';
import type { ImportDetail, LineFilter } from '../imports/imports.types.js';
import { orRefuse } from '../http/refused-request.js';
import { countOf, textOf, type Query } from './query.js';
import type { LinesView } from './views/import-lines.js';
import type { ImportPageView } from './views/import-page.js';

const LINES_PAGE_SIZE = 500;
const UNMATCHED_SHOWN = 10;

/** Gathers what the page of an import shows, for the sheet and rows that its address names. */
@Injectable()
export class ImportPageBuilder {
  constructor(
    private readonly imports: ImportsService,
    private readonly review: ImportReviewService,
  ) {}

  async build(id: string, query: Query): Promise<Result<ImportPageView>> {
    const found = await this.imports.find(id);
    if (!found.ok) return found;
    const detail = found.value;
    const sheet = sheetOf(detail, textOf(query, 'bang'));
    const issues = orRefuse(await this.imports.issues(id));
    const receipt = detail.state === 'committed' ? orRefuse(await this.imports.receipt(id)) : null;
    const lines = sheet === null ? null : await this.lines(detail, sheet, issues, query);
    const unmatched = await this.unmatched(detail);
    const decisions = {
      ...orRefuse(await this.review.decided(id)),
      revision: orRefuse(await this.review.revision(id)),
    };
    return accepted({ detail, receipt, issues, sheet, lines, unmatched, decisions });
  }

  private async lines(detail: ImportDetail, sheet: string, issues: readonly Issue[], query: Query): Promise<LinesView> {
    const selection = textOf(query, 'loc') === 'chua-khop' ? 'chua-khop' : 'tat-ca';
    const cursor = textOf(query, 'sau');
    const fromRow = countOf(query, 'tu');
    const filter: LineFilter = {
      sheet,
      ...(selection === 'chua-khop' ? { unmatched: true } : {}),
      ...(fromRow === null ? {} : { fromRow }),
    };
    const { items, next } = orRefuse(await this.imports.lines(detail.id, filter, { cursor, limit: LINES_PAGE_SIZE }));
    return {
      sheet,
      selection,
      lines: items,
      problemRows: problemRows(issues, sheet),
      next,
      continued: cursor !== null || fromRow !== null,
    };
  }

  private async unmatched(detail: ImportDetail): Promise<ImportPageView['unmatched']> {
    if (detail.counts.unmatchedLines === 0) return [];
    return orRefuse(await this.imports.lines(detail.id, { unmatched: true }, { limit: UNMATCHED_SHOWN })).items;
  }
}

/** The sheet asked for where the import has it, else the first with a table. */
function sheetOf(detail: ImportDetail, asked: string | null): string | null {
  const sheets = detail.tables.map((table) => table.sheet);
  return asked !== null && sheets.includes(asked) ? asked : (sheets[0] ?? null);
}

function problemRows(issues: readonly Issue[], sheet: string): Set<number> {
  const rows = issues
    .filter((issue) => issue.sheet === sheet && issue.severity !== 'info')
    .map((issue) => issue.row)
    .filter((row): row is number => row !== null);
  return new Set(rows);
}
