const GENERATOR = new URL('../../scripts/bench/import-workbook.mjs', import.meta.url).href;

/** A generated plan of so many project rows, the same bytes for the same number. */
export async function largePlan(rows: number): Promise<Uint8Array> {
  const { makePlan } = (await import(GENERATOR)) as { makePlan: (rows: number) => Uint8Array };
  return makePlan(rows);
}
