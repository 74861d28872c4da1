import { pathToFileURL } from 'node:url';
import { corpusCode, root } from '../corpus-code.mjs';

/**
 * The sums of the clean corpus by LibreOffice's recalculation against the program's reading, to the đồng.
 * Alone: `node scripts/soak/corpus-sums.mjs`. Needs `soffice`; without it the bar is null with the reason.
 */
export async function run() {
  const bar = { name: 'sums that differ from LibreOffice', value: null, limit: 0, holds: null };
  try {
    const { recalculate } = await corpusCode('recalculate');
    const { workbooks, sums, differences } = await recalculate(`${root}test/fixtures/workbooks/ok`);
    const figures = { workbooks, sums, differences };
    return {
      name: 'corpus-sums',
      figures,
      bars: [{ ...bar, value: differences.length, holds: differences.length === 0 }],
    };
  } catch (failure) {
    if (failure.code !== 'ENOENT') throw failure;
    return { name: 'corpus-sums', figures: {}, bars: [{ ...bar, reason: 'soffice is not installed' }] };
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const result = await run();
  console.log(JSON.stringify(result, null, 2));
  if (result.bars.some((bar) => bar.holds === false)) process.exitCode = 1;
}
