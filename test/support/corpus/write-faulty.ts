import { toXlsx } from './excel.js';
import type { ExpectedFaultyWorkbook, FaultRecipe } from './fault-recipe.js';
import { unzip, zip } from './zip.js';

/** The faulty workbook and what a reader must tell of it. */
export async function writeFaulty(recipe: FaultRecipe): Promise<{ bytes: Buffer; expected: ExpectedFaultyWorkbook }> {
  const { draft, faults } = recipe.draft();
  const written = await toXlsx(draft.sheets, draft.options);
  return {
    bytes: recipe.patch === undefined ? written : zip(recipe.patch(unzip(written))),
    expected: { about: recipe.about, file: `${recipe.name}.xlsx`, purpose: recipe.purpose ?? null, faults },
  };
}
