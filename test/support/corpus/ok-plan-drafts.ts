import { Grid, letters } from './grid.js';
import {
  BY_SECTOR,
  BY_SOURCE,
  BY_SOURCE_CAPITALS,
  BY_STATUS,
  grouped,
  partLeaves,
  withDetails,
} from './layouts/body.js';
import { planAnnex, planBySourceColumns } from './layouts/plan.js';
import { type InventedProject, inventProjects, sumOf } from './projects.js';
import type { BodyNode, ColumnSpec, TableSpec } from './table-spec.js';
import { type Draft, oneTable, together } from './workbook-recipe.js';
import { fundingSourceName } from '../../../src/domain/funding-sources.js';

const LOCAL = ['CDNS', 'SDD', 'XSKT'];

export function projects(
  seed: string,
  count = 14,
  sources: readonly string[] = LOCAL,
  step = 1000n,
): InventedProject[] {
  return inventProjects({ seed, count, sources, step, most: 2, statuses: ['continuing', 'new', 'completed'] });
}

export function local(seed: string, count?: number, step?: bigint) {
  return planAnnex({
    projects: projects(seed, count, LOCAL, step),
    title: 'NGUỒN VỐN NGÂN SÁCH ĐỊA PHƯƠNG',
    titleSource: 'NSDP',
  });
}

export function central(seed: string, count?: number) {
  return planAnnex({
    projects: projects(seed, count, ['NSTW']),
    title: 'NGUỒN VỐN NGÂN SÁCH TRUNG ƯƠNG',
    titleSource: 'NSTW',
  });
}

const isPlan = (column: ColumnSpec): boolean => column.field === 'plan.current';

/** Under the first projects of a plan: what of it is for preparation. Part of the project's amount. */
export function ofWhich(nodes: readonly BodyNode[], name: string, mark: string | null): BodyNode[] {
  let left = 3;
  return withDetails(nodes, ({ leaf }) => {
    if (left === 0) return undefined;
    left -= 1;
    return [
      { type: 'detail', name, mark, vnd: (column) => (isPlan(column) ? (leaf.part!.plan / 4000n) * 1000n : null) },
    ];
  });
}

/** Under each project of several sources one row a source. */
export function bySourceRows(nodes: readonly BodyNode[]): BodyNode[] {
  return withDetails(nodes, ({ leaf }) =>
    leaf.project.parts.map((part) => ({
      type: 'detail',
      name: `Trong đó: ${fundingSourceName(part.source)}`,
      mark: null,
      vnd: (column) => (isPlan(column) ? part.plan : null),
    })),
  );
}

export function components(nodes: readonly BodyNode[]): BodyNode[] {
  let left = 2;
  return withDetails(nodes, ({ leaf }) => {
    if (left === 0) return undefined;
    left -= 1;
    const whole = leaf.part === null ? sumOf(leaf.project, (part) => part.plan) : leaf.part.plan;
    const half = (whole / 2000n) * 1000n;
    return [
      {
        type: 'detail',
        name: 'Hạng mục: San nền, đường vào',
        mark: '+',
        vnd: (column) => (isPlan(column) ? half : null),
      },
      {
        type: 'detail',
        name: 'Tiểu dự án 2: Hạ tầng kỹ thuật',
        mark: '+',
        vnd: (column) => (isPlan(column) ? whole - half : null),
      },
    ];
  });
}

export function withReserve(nodes: readonly BodyNode[]): BodyNode[] {
  return [
    ...nodes,
    { type: 'unallocated', name: 'Vốn chưa phân bổ', vnd: (column) => (isPlan(column) ? 12_345_678_000n : null) },
  ];
}

export function withBody(seed: string, change: (nodes: readonly BodyNode[]) => BodyNode[]) {
  return {
    ...local(seed),
    body: change(grouped(partLeaves(projects(seed)), [BY_SOURCE_CAPITALS, BY_SECTOR, BY_STATUS])),
  };
}

export function byColumns(seed: string) {
  const sources = ['NSTW', 'CDNS', 'XSKT'];
  const made = inventProjects({ seed, count: 12, sources, most: 3 });
  return planBySourceColumns(
    made,
    sources.map((source) => [source, source === 'CDNS' ? 'CĐNS' : source] as const),
  );
}

export function richText(draft: Draft): Draft {
  for (const grid of draft.sheets) {
    for (const cell of [...grid.cells.values()]) {
      if (typeof cell.value !== 'string' || cell.value.length < 12) continue;
      const half = Math.floor(cell.value.length / 2);
      grid.set(cell.row, cell.column, { runs: [cell.value.slice(0, half), cell.value.slice(half)] }, cell.style);
    }
  }
  return draft;
}

/** The decision's number and day in two columns, the day as a date cell. */
export function decisionDays(seed: string): Draft {
  const spec = local(seed);
  const columns = spec.columns.flatMap((column): ColumnSpec[] =>
    column.field !== 'decision'
      ? [column]
      : [
          {
            ...column,
            path: ['Quyết định đầu tư', 'Số quyết định'],
            of: ({ project }) => `${project.decisionNumber}/QĐ-UBND`,
          },
          {
            path: ['Quyết định đầu tư', 'Ngày, tháng, năm ban hành'],
            field: ['decision', 'ignored', null],
            of: ({ project }) => ({ day: project.decisionDay }),
          },
        ],
  );
  return oneTable({ ...spec, columns });
}

/** Hidden rows and columns are read like the others and told about. */
export function hiddenParts(draft: Draft): Draft {
  const grid = draft.sheets[0]!;
  const table = draft.tables[0]!;
  grid.hiddenRows.add(table.projects[2]!.row);
  grid.hiddenRows.add(table.projects[5]!.row);
  grid.hiddenColumns.add(7);
  grid.autoFilter = `A${table.header.lastRow}:${letters(15)}${table.projects.at(-1)!.row}`;
  return draft;
}

export function junkSheets(): Draft {
  const junk = new Grid('fsd');
  junk.set(3, 2, 'fsd');
  junk.set(9, 4, 12);
  const empty = new Grid('Sheet3');
  const visible = oneTable(local('visible', 9), { sheet: 'Bieu 01A' });
  // Spaces far to the right make the used range reach column IV, as in workbooks that grew over the years.
  visible.sheets[0]!.set(53, 256, ' ');
  return together(visible, oneTable(central('veiled', 8), { sheet: 'Bieu 01B', hidden: true }), {
    sheets: [junk, empty],
    tables: [],
  });
}

export function threeAnnexes(): Draft {
  const programmes = ['MTQG-DTTS', 'MTQG-GNBV', 'MTQG-NTM'];
  return together(
    oneTable(central('three-a', 8), { sheet: 'PL I NSTW' }),
    oneTable(local('three-b', 10), { sheet: 'PL II NSDP' }),
    oneTable(
      planAnnex({
        projects: [],
        title: 'CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA',
        body: grouped(partLeaves(projects('three-c', 10, programmes)), [BY_SOURCE, BY_STATUS]),
      }),
      { sheet: 'PL III CTMTQG', marks: ['letter', 'roman', 'arabic'], unitText: 'ĐVT: Tr.đ' },
    ),
  );
}

export function indentMarks(draft: Draft): Draft {
  const grid = draft.sheets[0]!;
  for (const cell of [...grid.cells.values()]) {
    if (cell.column !== 1 || cell.row <= draft.tables[0]!.header.lastRow + 1) continue;
    if (typeof cell.value === 'number') grid.set(cell.row, 1, `   ${cell.value}`, cell.style);
  }
  return draft;
}

/** Captions as typists break them; the truth keeps the words. */
export function brokenCaptions(spec: TableSpec): TableSpec {
  const broken = (text: string): string => `${text.replace(' ', '\n').replace(/ (?=\S+$)/, '  ')} `;
  return { ...spec, columns: spec.columns.map((column) => ({ ...column, path: column.path.map(broken) })) };
}
