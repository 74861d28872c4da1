import type { EntityManager } from 'typeorm';
import { omit } from '../database/omit.js';
import { storableJson } from '../database/storable-text.js';
import type { ImportFindings } from './import-findings.js';

const NOTHING_FOUND: ImportFindings = { bySource: [], byInvestor: [], leftOut: [], overridden: [], projectRows: 0 };

/** Keeps what the last interpretation found; the one before is forgotten. */
export async function keepFindings(manager: EntityManager, importId: string, findings: ImportFindings): Promise<void> {
  await manager.query(
    `insert into import_check (import_id, findings) values ($1, $2::jsonb)
     on conflict (import_id) do update set findings = excluded.findings`,
    [importId, storableJson(findings)],
  );
}

export async function findingsOfImport(manager: EntityManager, importId: string): Promise<ImportFindings> {
  const [row] = await manager.query<{ findings: ImportFindings }[]>(
    'select findings from import_check where import_id = $1',
    [importId],
  );
  return row?.findings ?? NOTHING_FOUND;
}

/** Source rows of a sheet by the one bucket that each is in; the buckets add up to `rows`. */
export interface SheetRows {
  readonly sheet: string;
  /** from row 1 to the last row with a cell */
  readonly rows: number;
  /** titles, headers, footnotes, signatures: outside the body of every table */
  readonly outside: number;
  /** project rows with amounts that a commit writes */
  readonly stored: number;
  /** project rows that a person leaves out */
  readonly leftOut: number;
  /** project rows with amounts that mean no project of the books */
  readonly unmatched: number;
  /** project rows that state no amount of the import's kind */
  readonly withoutFigures: number;
  readonly totals: number;
  readonly subtotals: number;
  readonly headings: number;
  readonly components: number;
  readonly notes: number;
  readonly blanks: number;
  /** rows - the sum of the buckets; anything but 0 is a row lost */
  readonly difference: number;
}

type RoleCounts = Omit<SheetRows, 'rows' | 'outside' | 'blanks' | 'difference'>;

/** The body rows of a sheet's tables, as counted on the sheet itself when it was read. */
export interface SheetSpan {
  readonly sheet: string;
  readonly rows: number;
  readonly body: number;
  readonly withCells: number;
}

/** Every row of the workbook in its bucket: the lines as staged in the database against the rows as counted on the sheets. */
export async function rowBuckets(
  manager: EntityManager,
  importId: string,
  spans: readonly SheetSpan[],
  leftOut: readonly { readonly sheet: string; readonly row: number }[],
): Promise<SheetRows[]> {
  const counted = await manager.query<RoleCounts[]>(
    `with dropped as (select * from jsonb_to_recordset($2::jsonb) as item (sheet text, "row" integer)),
     placed as (
       select line.sheet, line.role, line.has_facts,
              line.project_id is not null or line.new_project_key is not null as known,
              exists (select 1 from dropped where dropped.sheet = line.sheet and dropped.row = line.row_number) as dropped
         from import_line line where line.import_id = $1
     )
     select sheet,
            count(*) filter (where role = 'project' and has_facts and known)::integer as stored,
            count(*) filter (where role = 'project' and not has_facts and dropped)::integer as "leftOut",
            count(*) filter (where role = 'project' and has_facts and not known)::integer as unmatched,
            count(*) filter (where role = 'project' and not has_facts and not dropped)::integer as "withoutFigures",
            count(*) filter (where role = 'total')::integer as totals,
            count(*) filter (where role = 'subtotal')::integer as subtotals,
            count(*) filter (where role = 'heading')::integer as headings,
            count(*) filter (where role = 'component')::integer as components,
            count(*) filter (where role = 'note')::integer as notes
       from placed group by sheet`,
    [importId, storableJson(leftOut.map(({ sheet, row }) => ({ sheet, row })))],
  );
  const bySheet = new Map(counted.map((counts) => [counts.sheet, counts]));
  return spans.map((span) => toBuckets(span, bySheet.get(span.sheet)));
}

const NO_LINES: Omit<RoleCounts, 'sheet'> = {
  ...{ stored: 0, leftOut: 0, unmatched: 0, withoutFigures: 0 },
  ...{ totals: 0, subtotals: 0, headings: 0, components: 0, notes: 0 },
};

function toBuckets({ sheet, rows, body, withCells }: SheetSpan, counts: RoleCounts | undefined): SheetRows {
  const roles = counts === undefined ? NO_LINES : omit(counts, 'sheet');
  const blanks = body - withCells;
  const outside = rows - body;
  const placed = Object.values(roles).reduce((sum, count) => sum + count, 0) + blanks + outside;
  return { sheet, rows, outside, ...roles, blanks, difference: rows - placed };
}
