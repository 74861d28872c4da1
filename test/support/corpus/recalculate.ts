import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMoneyColumn } from './compare.js';
import { toXlsx } from './excel.js';
import type { ExpectedTable } from './expected.js';
import { Grid } from './grid.js';
import { readWorkbook } from './read.js';
import { OK_RECIPES } from './recipes.js';
import { xmlCells } from './xml-oracle.js';

export interface Recalculation {
  readonly workbooks: number;
  readonly sums: number;
  /** one sentence for each sum on which LibreOffice and the reader differ */
  readonly differences: readonly string[];
}

interface Question {
  readonly table: number;
  readonly letter: string;
  readonly cell: string;
}

const SHEET = 'KIEM TRA';

/**
 * Lets LibreOffice add up the project rows of every numeric money column of the clean corpus (SUM formulas without cached results)
 * and compares each sum with the program's reading of the stored workbooks in `corpus`, in đồng. Needs `soffice`.
 */
export async function recalculate(corpus: string): Promise<Recalculation> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-sums-'));
  try {
    const asked = new Map<string, Question[]>();
    for (const recipe of OK_RECIPES) {
      const { sheets, tables, options } = recipe.draft();
      const { grid, questions } = questionsOf(tables);
      if (questions.length === 0) continue;
      writeFileSync(join(folder, `${recipe.name}.xlsx`), await toXlsx([...sheets, grid], options));
      asked.set(recipe.name, questions);
    }
    convertAll(folder, [...asked.keys()]);
    return compareAll(folder, corpus, asked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A sheet of SUM formulas over the project rows of the numeric tables. */
function questionsOf(tables: readonly ExpectedTable[]): { grid: Grid; questions: Question[] } {
  const grid = new Grid(SHEET);
  const questions: Question[] = [];
  tables.forEach((table, index) => {
    if (table.numbers !== 'numeric') return;
    for (const [letter, column] of Object.entries(table.columns)) {
      if (!isMoneyColumn(column) || !Object.values(table.projects).some((project) => letter in project.amounts))
        continue;
      const cells = table.projects.map((project) => `'${table.sheet}'!${letter}${project.row}`);
      const row = questions.length + 1;
      grid.set(row, 1, { formula: `SUM(${cells.join(',')})` });
      questions.push({ table: index, letter, cell: `A${row}` });
    }
  });
  return { grid, questions };
}

function convertAll(folder: string, names: readonly string[]): void {
  mkdirSync(join(folder, 'out'));
  const files = names.map((name) => join(folder, `${name}.xlsx`));
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  execFileSync(
    'soffice',
    [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(folder, 'out'), ...files],
    {
      stdio: 'ignore',
    },
  );
}

function compareAll(folder: string, corpus: string, asked: ReadonlyMap<string, readonly Question[]>): Recalculation {
  const differences: string[] = [];
  let sums = 0;
  for (const [name, questions] of asked) {
    const answers = xmlCells(readFileSync(join(folder, 'out', `${name}.xlsx`)), SHEET);
    const reading = readWorkbook(readFileSync(join(corpus, `${name}.xlsx`)), name);
    for (const { table, letter, cell } of questions) {
      const seen = reading.tables[table]!;
      const theirs = Number(answers.get(cell)?.text) * (seen.unit?.vndPerUnit ?? 1);
      const ours = sumOfColumn(seen, letter);
      sums += 1;
      // Their sum is a double in the printed unit: exact to the đồng below 2^53 after rounding.
      if (BigInt(Math.round(theirs)) !== ours)
        differences.push(`${name} ${seen.sheet}!${letter}: LibreOffice ${theirs}, reader ${ours}`);
    }
  }
  return { workbooks: asked.size, sums, differences };
}

function sumOfColumn(table: ReturnType<typeof readWorkbook>['tables'][number], letter: string): bigint {
  let sum = 0n;
  for (const line of table.lines) {
    if (line.role !== 'project') continue;
    for (const amount of line.amounts.values()) if (amount.cell === `${letter}${line.row}`) sum += amount.vnd;
  }
  return sum;
}
