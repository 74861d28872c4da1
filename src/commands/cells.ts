import { parseArgs } from 'node:util';
import { readCellsInCage } from '../workbook/cage/cage.js';
import { cellsJsonText, cellsToJson } from '../workbook/cage/cells-json.js';
import { WrongUsage, type ExitCode, type Terminal } from './command.js';
import { printIssues } from './print-issues.js';
import { readNamedFile } from './read-file.js';

export const CELLS_USAGE = 'cells TỆP.xlsx [--sheet TÊN_TRANG_TÍNH] [--json]';

/** The plain cells of a workbook before any understanding (contract: `cells`). */
export async function cells(args: string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    strict: true,
    allowPositionals: true,
    options: { sheet: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new WrongUsage('Cần đúng một tệp.');
  const named = await readNamedFile(path);
  const outcome = named.ok ? await readCellsInCage(named.bytes, named.file) : named;
  if (!outcome.ok) {
    for (const line of printIssues(outcome.issues)) terminal.say(line);
    return 3;
  }
  const sheets = cellsToJson(outcome.workbook, values.sheet);
  if (values.sheet !== undefined && sheets.length === 0) {
    const names = outcome.workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
    throw new WrongUsage(`Không có trang tính "${values.sheet}"; tệp có ${names}.`);
  }
  if (values.json === true) terminal.out(cellsJsonText(outcome.workbook, values.sheet));
  else {
    for (const sheet of sheets) {
      terminal.out(`Trang tính "${sheet.sheet}"${sheet.hidden ? ' (ẩn)' : ''}`);
      for (const { row, cells } of sheet.rows) {
        terminal.out(
          `${row}\t${Object.entries(cells)
            .map(([letter, value]) => `${letter}=${JSON.stringify(value)}`)
            .join('  ')}`,
        );
      }
    }
  }
  return 0;
}
