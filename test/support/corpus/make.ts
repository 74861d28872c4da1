import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toXlsx } from './excel.js';
import { OK_RECIPES } from './recipes.js';
import type { ExpectedWorkbook } from './expected.js';
import type { ExpectedFaultyWorkbook } from './fault-recipe.js';
import { FAULT_RECIPES } from './faults-tables.js';
import { expectedOfRaw, RAW_FILES } from './raw-files.js';
import { writeFaulty } from './write-faulty.js';
import { unzip, zip } from './zip.js';

/** Writes the clean half of the corpus into a folder: one `.xlsx` and one `.json` a recipe. */
export async function makeOk(folder: string, only: (name: string) => boolean): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const made: string[] = [];
  for (const recipe of OK_RECIPES.filter((one) => only(one.name))) {
    const draft = recipe.draft();
    const bytes = await toXlsx(draft.sheets, draft.options);
    const expected: ExpectedWorkbook = { about: recipe.about, tables: draft.tables };
    writeFileSync(
      join(folder, `${recipe.name}.xlsx`),
      recipe.resavedBy === undefined ? bytes : resave(bytes, recipe.resavedBy),
    );
    writeFileSync(join(folder, `${recipe.name}.json`), `${JSON.stringify(expected, null, 1)}\n`);
    made.push(recipe.name);
  }
  return made;
}

/** Writes the faulty half: one file and one `.json` a fault. */
export async function makeNotOk(folder: string, only: (name: string) => boolean): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const made: string[] = [];
  const write = (name: string, bytes: Uint8Array, expected: ExpectedFaultyWorkbook): void => {
    writeFileSync(join(folder, expected.file), bytes);
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(expected, null, 1)}\n`);
    made.push(name);
  };
  for (const recipe of FAULT_RECIPES.filter((one) => only(one.name))) {
    const { bytes, expected } = await writeFaulty(recipe);
    write(recipe.name, bytes, expected);
  }
  const clean = await toXlsx(OK_RECIPES[0]!.draft().sheets);
  for (const raw of RAW_FILES) {
    const name = raw.file.replace(/\.(\w+)$/, '-$1');
    if (only(name)) write(name, raw.bytes(clean), expectedOfRaw(raw));
  }
  return made;
}

/** The same workbook as another program writes it. Needs `soffice`, or `/usr/bin/python3` with openpyxl. */
function resave(bytes: Uint8Array, by: 'libreoffice' | 'openpyxl'): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    writeFileSync(join(folder, 'in.xlsx'), bytes);
    mkdirSync(join(folder, 'out'));
    if (by === 'libreoffice') {
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      execFileSync(
        'soffice',
        [
          profile,
          '--headless',
          '--convert-to',
          'xlsx:Calc MS Excel 2007 XML',
          '--outdir',
          join(folder, 'out'),
          join(folder, 'in.xlsx'),
        ],
        { stdio: 'ignore' },
      );
    } else {
      const program = 'import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])';
      execFileSync('/usr/bin/python3', ['-c', program, join(folder, 'in.xlsx'), join(folder, 'out', 'in.xlsx')]);
    }
    return withFixedDays(readFileSync(join(folder, 'out', 'in.xlsx')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The days on which the other program wrote the file would change the bytes on every run. */
function withFixedDays(bytes: Uint8Array): Buffer {
  const parts = unzip(bytes);
  const core = parts.get('docProps/core.xml');
  if (core !== undefined) {
    parts.set(
      'docProps/core.xml',
      Buffer.from(core.toString('utf8').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '2025-01-15T00:00:00Z')),
    );
  }
  return zip(parts);
}
