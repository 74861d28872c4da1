import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { hasErrors } from '../domain/issue.js';
import { readInCage } from '../workbook/cage/cage.js';
import { toInspectJson } from '../workbook/understanding/inspect-json.js';
import { printReading } from '../workbook/understanding/inspect-text.js';
import { annotateWorkbook } from '../workbook/writing/annotate.js';
import { WrongUsage, type ExitCode, type Terminal } from './command.js';
import { printIssues } from './print-issues.js';
import { readNamedFile } from './read-file.js';

export const INSPECT_USAGE = 'inspect TỆP.xlsx [--json] [--annotate TỆP_ĐÁNH_DẤU.xlsx]';

/** What the reader understood of a workbook, without a database (contract: `inspect`). Exit 3 where an issue is an error. */
export async function inspect(args: string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    strict: true,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, annotate: { type: 'string' } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new WrongUsage('Cần đúng một tệp.');
  const named = await readNamedFile(path);
  const outcome = named.ok ? await readInCage(named.bytes, named.file) : named;
  if (!outcome.ok) {
    if (values.json === true) terminal.out(JSON.stringify({ issues: outcome.issues }, null, 2));
    for (const line of printIssues(outcome.issues)) terminal.say(line);
    return 3;
  }
  const { reading } = outcome;
  if (values.json === true) terminal.out(JSON.stringify(toInspectJson(reading), null, 2));
  else terminal.out(printReading(reading));
  if (values.annotate !== undefined && named.ok) {
    await writeFile(values.annotate, await annotateWorkbook(named.bytes, reading.issues));
    terminal.say(`Đã ghi bản đánh dấu: ${values.annotate}`);
  }
  return hasErrors(reading.issues) ? 3 : 0;
}
