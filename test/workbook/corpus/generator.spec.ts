import { describe, expect, it } from '@jest/globals';
import { toXlsx } from '../../support/corpus/excel.js';
import type { ExpectedWorkbook } from '../../support/corpus/expected.js';
import { corpusBytes, corpusNames, corpusTruth } from '../../support/corpus/files.js';
import { toTcvn3, toTcvn3Capitals, toVni } from '../../support/corpus/legacy-encode.js';
import { OK_RECIPES } from '../../support/corpus/recipes.js';
import { isMoneyColumn } from '../../support/corpus/compare.js';
import { FAULT_RECIPES } from '../../support/corpus/faults-tables.js';
import { RAW_FILES } from '../../support/corpus/raw-files.js';
import { writeFaulty } from '../../support/corpus/write-faulty.js';
import { unzip } from '../../support/corpus/zip.js';
import { xmlCells, xmlSum } from '../../support/corpus/xml-oracle.js';

describe('the stored corpus', () => {
  it('has a workbook for every recipe and no other', () => {
    expect(corpusNames('ok')).toEqual(OK_RECIPES.map((recipe) => recipe.name).sort());
  });

  it.each(OK_RECIPES.map((recipe) => [recipe.name, recipe] as const))(
    '%s is what the generator writes',
    async (name, recipe) => {
      const draft = recipe.draft();
      expect(corpusTruth<ExpectedWorkbook>('ok', name)).toEqual(
        JSON.parse(JSON.stringify({ about: recipe.about, tables: draft.tables })),
      );
      if (recipe.resavedBy !== undefined) return;
      const written = unzip(await toXlsx(draft.sheets, draft.options));
      const stored = unzip(corpusBytes('ok', `${name}.xlsx`));
      expect([...stored.keys()]).toEqual([...written.keys()]);
      for (const [part, content] of written)
        expect({ part, same: content.equals(stored.get(part)!) }).toEqual({ part, same: true });
    },
  );

  it('has a file for every fault and no other', () => {
    const raw = RAW_FILES.map((file) => file.file.replace(/\.(\w+)$/, '-$1'));
    expect(corpusNames('not-ok')).toEqual([...FAULT_RECIPES.map((recipe) => recipe.name), ...raw].sort());
  });

  it.each(FAULT_RECIPES.map((recipe) => [recipe.name, recipe] as const))(
    '%s has the fault that the generator seeds',
    async (name, recipe) => {
      const { bytes, expected } = await writeFaulty(recipe);
      expect(corpusTruth('not-ok', name)).toEqual(expected);
      const stored = unzip(corpusBytes('not-ok', expected.file));
      for (const [part, content] of unzip(bytes))
        expect({ part, same: content.equals(stored.get(part)!) }).toEqual({ part, same: true });
    },
  );

  it.each(corpusNames('ok'))('%s holds in its XML the amounts that its truth names', (name) => {
    const bytes = corpusBytes('ok', `${name}.xlsx`);
    for (const table of corpusTruth<ExpectedWorkbook>('ok', name).tables) {
      const cells = xmlCells(bytes, table.sheet);
      for (const [letter, column] of Object.entries(table.columns)) {
        if (!isMoneyColumn(column)) continue;
        const truth = table.projects.reduce((sum, project) => sum + BigInt(project.amounts[letter] ?? 0), 0n);
        expect({ letter, sum: xmlSum(cells, table, letter) }).toEqual({ letter, sum: truth });
      }
    }
  });
});

describe('legacy fonts of the generator', () => {
  it('writes the motto as old workbooks hold it', () => {
    expect(toTcvn3('Cộng hòa xã hội chủ nghĩa Việt Nam')).toBe('Céng hßa x· héi chñ nghÜa ViÖt Nam');
    expect(toTcvn3Capitals('CỘNG HÒA XÃ HỘI')).toBe('céng hßa x· héi');
    expect(toVni('Cộng hòa xã hội chủ nghĩa Việt Nam')).toBe('Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam');
  });
});
