import type { ReportColumn, ReportRow, ReportTable, ReportValue } from '../../workbook/writing/report-table.js';
import { Millions, Sheet } from './components.js';
import { countText, percentText } from './format.js';

interface ReportSheetProps {
  readonly table: ReportTable;
  /** in the place of rows where there are none */
  readonly empty: string;
  readonly low?: boolean;
}

/** A report as the page shows it: the same captions, rows and figures as its workbook. */
export function ReportSheet({ table, empty, low = false }: ReportSheetProps) {
  const grouped = table.columns.some(({ group }) => group !== null);
  return (
    <Sheet label={table.title} twoRows={grouped} low={low} frozen>
      <thead>
        <tr>
          {table.columns.map((column, index) => (
            <HeadCell columns={table.columns} column={column} index={index} grouped={grouped} />
          ))}
        </tr>
        {grouped ? (
          <tr>
            {table.columns.map(({ caption, group }) =>
              group === null ? null : (
                <th scope="col" class="num wrapped">
                  {caption}
                </th>
              ),
            )}
          </tr>
        ) : null}
      </thead>
      <tbody>
        {table.rows.length === 0 ? (
          <tr>
            <td colSpan={table.columns.length}>{empty}</td>
          </tr>
        ) : (
          table.rows.map((row) => <Row columns={table.columns} row={row} />)
        )}
      </tbody>
    </Sheet>
  );
}

interface HeadCellProps {
  readonly columns: readonly ReportColumn[];
  readonly column: ReportColumn;
  readonly index: number;
  readonly grouped: boolean;
}

/** A group's caption stands once, over its columns. */
function HeadCell({ columns, column, index, grouped }: HeadCellProps) {
  const { group, caption, kind } = column;
  if (group === null) {
    return (
      <th scope="col" rowSpan={grouped ? 2 : 1} class={isNumber(kind) ? 'num wrapped' : undefined}>
        {caption}
      </th>
    );
  }
  if (columns[index - 1]?.group === group) return null;
  return (
    <th scope="colgroup" colSpan={columns.filter((other) => other.group === group).length}>
      {group}
    </th>
  );
}

function Row({ columns, row }: { readonly columns: readonly ReportColumn[]; readonly row: ReportRow }) {
  return (
    <tr class={row.weight === 'plain' ? undefined : 'total'}>
      {columns.map(({ kind, width }, index) => {
        const value = <Value kind={kind} value={row.values[index] ?? null} />;
        if (index === NAME_COLUMN) {
          return (
            <th scope="row" class="name">
              {value}
            </th>
          );
        }
        return <td class={classOf(kind, width)}>{value}</td>;
      })}
    </tr>
  );
}

function Value({ kind, value }: { readonly kind: ReportColumn['kind']; readonly value: ReportValue }) {
  if (value === null)
    return kind === 'amount' || kind === 'computed' || kind === 'rate' ? <span class="muted">–</span> : null;
  if (typeof value === 'bigint') return <Millions vnd={value} />;
  if (typeof value === 'number') return <>{countText(value)}</>;
  return <>{kind === 'rate' ? percentText(value) : value}</>;
}

/** The second column names the row, as in every official table: the first is its running number. */
const NAME_COLUMN = 1;

/** Texts that are wide on paper are wide on the page. */
const WIDE = 22;

function classOf(kind: ReportColumn['kind'], width: number): string | undefined {
  if (isNumber(kind)) return 'num';
  if (kind === 'centred') return 'mid';
  return kind === 'text' && width >= WIDE ? 'name' : undefined;
}

function isNumber(kind: ReportColumn['kind']): boolean {
  return kind !== 'text' && kind !== 'centred';
}
