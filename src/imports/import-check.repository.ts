import type { EntityManager } from 'typeorm';
import { omit } from '../database/omit.js';
import { storableJson } from '../database/storable-text.js';
import type { ImportFindings } from './import-findings.js';
import type { SheetRows, SheetSpan } from './reconciliation.js';

const NOTHING_FOUND: ImportFindings = { bySource: [], byInvestor: [], leftOut: [], overridden: [], projectRows: 0 };

/** Keeps what the last interpretation found; the one before is forgotten. @param findings the JSON of `ImportFindings` */
export async function keepFindings(manager: EntityManager, importId: string, findings: string): Promise<void> {
  await manager.query(
    `insert into import_check (import_id, findings) values ($1, $2::jsonb)
     on conflict (import_id) do update set findings = excluded.findings`,
    [importId, findings],
  );
}

export async function findingsOfImport(manager: EntityManager, importId: string): Promise<ImportFindings> {
  const [row] = await manager.query<{ findings: ImportFindings }[]>(
    'select findings from import_check where import_id = $1',
    [importId],
  );
  return row?.findings ?? NOTHING_FOUND;
}

type RoleCounts = Omit<SheetRows, 'rows' | 'outside' | 'blanks' | 'difference'>;

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
