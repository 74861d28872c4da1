import type { MappingRequest, MappingTableView } from '../imports/decisions.types.js';
import type { TableKind } from '../workbook/understanding/reading.js';
import { textOf, type Query } from './query.js';

/** What the mapping form asks for: only what differs from how the tables are read now. */
export function readMappingForm(body: Query, tables: readonly MappingTableView[]): MappingRequest[] {
  return tables.map((table, index) => {
    const id = `t${index}`;
    const unit = Number(textOf(body, `${id}.unit`) ?? '0');
    const kind = textOf(body, `${id}.kind`) as TableKind | null;
    return {
      sheet: table.sheet,
      table: table.table,
      columns: chosenColumns(body, id, table),
      ...headerRows(body, id, table),
      ...(unit > 0 ? { vndPerUnit: unit } : {}),
      ...(kind === null ? {} : { kind }),
    };
  });
}

function chosenColumns(body: Query, id: string, table: MappingTableView): Record<string, string | null> {
  const chosen: Record<string, string | null> = {};
  for (const { letter, field, source, decided } of table.columns) {
    if (!(`${id}.c.${letter}` in body)) continue;
    const meaning = textOf(body, `${id}.c.${letter}`);
    const pot = meaning === null ? null : textOf(body, `${id}.s.${letter}`);
    if (!decided && meaning === field && pot === source) continue;
    chosen[letter] = meaning === null || pot === null ? meaning : `${meaning}@${pot}`;
  }
  return chosen;
}

function headerRows(body: Query, id: string, { header }: MappingTableView): Pick<MappingRequest, 'header'> {
  const firstRow = Number(textOf(body, `${id}.first`) ?? header.firstRow);
  const lastRow = Number(textOf(body, `${id}.last`) ?? header.lastRow);
  const isChanged = firstRow !== header.firstRow || lastRow !== header.lastRow;
  const isRange = Number.isInteger(firstRow) && Number.isInteger(lastRow) && firstRow >= 1 && lastRow >= firstRow;
  return isChanged && isRange ? { header: { firstRow, lastRow } } : {};
}
