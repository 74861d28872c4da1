import type { ReportedProject } from '../domain/reported-facts.js';
import type { ProjectStatus } from '../domain/words.js';

/** What a row of `import_line` says of its project, with its place. */
export interface ReportedLineRow {
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus | null;
  readonly startYear: number | null;
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
}

/** Its columns, of `line` and `import`. */
export const REPORTED_LINE = `line.code, line.name, line.investor, line.location, line.sector, line.status,
  line.start_year as "startYear", import.file, line.sheet, line.row_number as row`;

/** The project as the line reports it; the row stands for the cell. */
export function toReportedProject(line: ReportedLineRow): ReportedProject {
  const { code, name, investor, location, sector, status, startYear, file, sheet, row } = line;
  return {
    ...{ code, name, investor, location, sector, startYear },
    status: status ?? 'unclassified',
    ref: { file, sheet, cell: `A${row}` },
  };
}
