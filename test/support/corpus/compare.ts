import type {
  Amount,
  AmountKey,
  ColumnField,
  Line,
  TableReading,
  WorkbookReading,
} from '../../../src/workbook/understanding/reading.js';
import type { ExpectedColumn, ExpectedProject, ExpectedTable, ExpectedWorkbook } from './expected.js';

/** Every way in which a reading differs from the truth, one sentence each; empty where the workbook was understood. */
export function differences(expected: ExpectedWorkbook, reading: WorkbookReading): string[] {
  const found: string[] = [];
  if (reading.tables.length !== expected.tables.length) {
    found.push(
      `tables: ${reading.tables.map((table) => table.sheet).join()} instead of ${expected.tables.map((table) => table.sheet).join()}`,
    );
  }
  expected.tables.forEach((truth, index) => {
    const table = reading.tables[index];
    if (table !== undefined) found.push(...tableDifferences(truth, table).map((text) => `${truth.sheet}: ${text}`));
  });
  return found;
}

function tableDifferences(truth: ExpectedTable, table: TableReading): string[] {
  return [
    ...frameDifferences(truth, table),
    ...columnDifferences(truth, table),
    ...rowDifferences(truth, table),
    ...sumDifferences(truth, table),
  ];
}

function frameDifferences(truth: ExpectedTable, table: TableReading): string[] {
  const found: string[] = [];
  const check = (what: string, seen: unknown, wanted: unknown): void => {
    if (seen !== wanted) found.push(`${what} ${String(seen)} instead of ${String(wanted)}`);
  };
  check('sheet', table.sheet, truth.sheet);
  check('hidden', table.hidden, truth.hidden);
  if (!truth.kind.includes(table.kind)) check('kind', table.kind, truth.kind.join('|'));
  if (truth.vndPerUnit !== null) check('unit', table.unit?.vndPerUnit, truth.vndPerUnit);
  check('as-of day', table.asOf?.date ?? null, truth.asOf);
  check('plan year', table.planYear?.year ?? null, truth.planYear);
  check('first header row', table.header.firstRow, truth.header.firstRow);
  if (![truth.header.lastRow, truth.header.lastRow + 1].includes(table.header.lastRow))
    check('last header row', table.header.lastRow, truth.header.lastRow);
  return found;
}

function columnDifferences(truth: ExpectedTable, table: TableReading): string[] {
  const found: string[] = [];
  for (const [letter, wanted] of Object.entries(truth.columns)) {
    const seen = table.columns.find((column) => column.letter === letter);
    const field = seen?.field ?? null;
    if (!wanted.field.includes(field))
      found.push(`column ${letter} (${wanted.path.join(' / ')}) is ${field} instead of ${wanted.field.join('|')}`);
    else if (isMoneyColumn(wanted) && (seen?.source ?? null) !== wanted.source) {
      found.push(
        `column ${letter} (${wanted.path.join(' / ')}) is of source ${seen?.source} instead of ${wanted.source}`,
      );
    }
  }
  for (const column of table.columns) {
    if (
      !(column.letter in truth.columns) &&
      column.field !== null &&
      /\.|^totalInvestment$|^remaining$/.test(column.field)
    )
      found.push(`column ${column.letter} is ${column.field}, but blank`);
  }
  return found;
}

/** Certain and of money: `plan.current`, `totalInvestment`, `remaining`. */
export function isMoneyColumn(column: ExpectedColumn): boolean {
  return isCertain(column) && /\.|^totalInvestment$|^remaining$/.test(column.field[0]!);
}

/** The paper leaves no doubt what the column is. */
export function isCertain(column: ExpectedColumn): boolean {
  return column.field.length === 1 && column.field[0] !== null;
}

function rowDifferences(truth: ExpectedTable, table: TableReading): string[] {
  const found: string[] = [];
  const lines = new Map(table.lines.map((line) => [line.row, line]));
  if (lines.size !== table.lines.length) found.push('a row has two lines');
  const roles = expectedRoles(truth);
  for (const [row, accepted] of roles) {
    const role = lines.get(row)?.role ?? 'no line';
    if (!accepted.includes(role)) found.push(`row ${row} is ${role} instead of ${accepted.join('|')}`);
  }
  for (const line of table.lines) {
    if (!roles.has(line.row) && line.role !== 'note')
      found.push(`row ${line.row} (${line.name}) is ${line.role}, but no row of the body`);
  }
  for (const project of truth.projects) {
    const line = lines.get(project.row);
    if (line?.role === 'project')
      found.push(...projectDifferences(truth, project, line, table).map((text) => `row ${project.row}: ${text}`));
  }
  return found;
}

function expectedRoles(truth: ExpectedTable): Map<number, readonly string[]> {
  return new Map<number, readonly string[]>([
    ...truth.projects.map((project) => [project.row, ['project']] as const),
    ...truth.headings.map((row) => [row, ['heading', 'subtotal']] as const),
    ...truth.totals.map((row) => [row, ['total']] as const),
    ...truth.components.map((row) => [row, ['component']] as const),
    ...truth.unallocated.map((row) => [row, ['subtotal', 'component', 'heading']] as const),
  ]);
}

function projectDifferences(truth: ExpectedTable, project: ExpectedProject, line: Line, table: TableReading): string[] {
  const found: string[] = [];
  const check = (what: string, seen: unknown, wanted: unknown): void => {
    if (seen !== wanted) found.push(`${what} ${String(seen)} instead of ${String(wanted)}`);
  };
  check('mark', line.mark, project.mark);
  check('code', line.code, project.code);
  check('name', line.name, project.name);
  check('status', line.context.status === 'unclassified' ? null : line.context.status, project.status);
  if (!isOpen(truth, 'investor')) check('investor', line.context.investor, project.investor);
  check('location', withoutHuyen(line.context.location), withoutHuyen(project.location));
  check('sector', line.context.sector, project.sector);
  return [...found, ...amountDifferences(truth, project, line, table)];
}

/** The paper has a column that may or may not be read so (`CĐT cũ`). */
function isOpen(truth: ExpectedTable, field: ColumnField): boolean {
  return Object.values(truth.columns).some((column) => column.field.length > 1 && column.field.includes(field));
}

function withoutHuyen(location: string | null): string | null {
  return location?.replace(/^huyện /iu, '') ?? null;
}

function amountDifferences(truth: ExpectedTable, project: ExpectedProject, line: Line, table: TableReading): string[] {
  const found: string[] = [];
  const byColumn = new Map<string, readonly [AmountKey, Amount]>();
  for (const entry of line.amounts) {
    const cell = entry[1].cell;
    if (cell.endsWith(String(line.row)) && cell === `${lettersOf(cell)}${line.row}`)
      byColumn.set(lettersOf(cell), entry);
  }
  const added = addedUp(truth, project);
  for (const [letter, column] of Object.entries(truth.columns)) {
    if (!isMoneyColumn(column)) continue;
    const wanted = added.get(letter);
    const seen = byColumn.get(letter);
    if (wanted === undefined ? seen !== undefined : seen?.[1].vnd !== BigInt(wanted)) {
      found.push(`${letter}${line.row} is ${seen?.[1].vnd} instead of ${wanted}`);
    } else if (seen !== undefined) found.push(...keyDifferences(project, letter, column, seen[0], line, table));
  }
  return found;
}

/** Amounts by letter; several columns of one source add up in the first of them that the row fills. */
function addedUp(truth: ExpectedTable, project: ExpectedProject): Map<string, number> {
  const sums = new Map<string, number>();
  const carriers = new Map<string, string>();
  for (const [letter, { field, source }] of Object.entries(truth.columns)) {
    const amount = project.amounts[letter];
    if (amount === undefined) continue;
    const key = `${field[0]}@${source}`;
    const carrier = source === null ? letter : (carriers.get(key) ?? letter);
    carriers.set(key, carrier);
    sums.set(carrier, (sums.get(carrier) ?? 0) + amount);
  }
  return sums;
}

function keyDifferences(
  project: ExpectedProject,
  letter: string,
  column: ExpectedColumn,
  key: AmountKey,
  line: Line,
  table: TableReading,
): string[] {
  const [field, source = line.context.source] = key.split('@') as [string, string | undefined];
  const wantedField = project.fields?.[letter] ?? column.field[0];
  const wantedSource = column.source ?? project.source;
  const found: string[] = [];
  if (field !== wantedField) found.push(`${letter}${line.row} is ${field} instead of ${wantedField}`);
  if (source !== wantedSource && !hasSourceColumns(table, field))
    found.push(`${letter}${line.row} is of source ${source} instead of ${wantedSource}`);
  return found;
}

/** A total beside columns of sources has no source of its own; which one its row has does not matter then. */
function hasSourceColumns(table: TableReading, field: string): boolean {
  return table.columns.some((column) => column.field === field && column.source !== null);
}

function lettersOf(cell: string): string {
  return cell.replace(/\d+$/, '');
}

function sumDifferences(truth: ExpectedTable, table: TableReading): string[] {
  const found = table.reconciliation
    .filter((line) => line.differenceVnd !== 0n)
    .map((line) => `${line.column}${line.row} prints ${line.printedVnd}, sums to ${line.computedVnd}`);
  const compared = new Set(table.reconciliation.map((line) => `${line.column}${line.row}`));
  for (const [row, letters] of Object.entries(truth.sums)) {
    for (const letter of letters) {
      if (isMoneyColumn(truth.columns[letter]!) && !compared.has(`${letter}${row}`))
        found.push(`${letter}${row} was not compared`);
    }
  }
  return found;
}
