import { parseArgs } from 'node:util';
import { isLocalDate } from '../domain/local-date.js';
import { formatMillions } from '../domain/money.js';
import { ORIGINS, type Origin } from '../domain/words.js';
import { refusalText } from '../http/refusal-catalogue.js';
import { ImportsService } from '../imports/imports.service.js';
import { IMPORT_KINDS, type ImportKind, type Upload } from '../imports/imports.types.js';
import { WrongUsage, type ExitCode, type Terminal } from './command.js';
import { printIssues } from './print-issues.js';
import { readNamedFile } from './read-file.js';
import { serve } from './serve.js';

export const IMPORT_USAGE = `import TỆP… --year NĂM [--kind ${IMPORT_KINDS.join('|')}] [--as-of NGÀY] [--origin ${ORIGINS.join('|')}] [--check]`;

/** Imports workbooks by the same service as the pages: checks each and commits it, unless `--check`. Stops at the first refusal. */
export async function importFiles(args: string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    strict: true,
    allowPositionals: true,
    options: {
      year: { type: 'string' },
      kind: { type: 'string' },
      'as-of': { type: 'string' },
      origin: { type: 'string' },
      check: { type: 'boolean' },
    },
  });
  if (positionals.length === 0) throw new WrongUsage('Cần ít nhất một tệp.');
  const about = aboutOf(values.year, values.kind, values['as-of'], values.origin);
  const service = await serve({ port: 0 });
  try {
    const imports = service.app.get(ImportsService);
    for (const path of positionals) {
      const code = await importOne(imports, path, about, values.check === true, terminal);
      if (code !== 0) return code;
    }
    return 0;
  } finally {
    await service.close();
  }
}

type About = Omit<Upload, 'file' | 'bytes'>;

function aboutOf(year?: string, kind?: string, asOf?: string, origin?: string): About {
  if (year === undefined || !/^20\d\d$/.test(year)) throw new WrongUsage('--year nhận một năm, ví dụ 2025.');
  if (asOf !== undefined && !isLocalDate(asOf)) throw new WrongUsage('--as-of nhận một ngày dạng 2025-06-30.');
  return {
    planYear: Number(year),
    kind: oneOf<ImportKind>('--kind', kind, IMPORT_KINDS),
    asOf: asOf ?? null,
    origin: oneOf<Origin>('--origin', origin, ORIGINS),
  };
}

function oneOf<T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T | null {
  if (value === undefined) return null;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new WrongUsage(`${flag} nhận ${allowed.join(', ')}.`);
  return found;
}

async function importOne(
  imports: ImportsService,
  path: string,
  about: About,
  checkOnly: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const named = await readNamedFile(path);
  if (!named.ok) return sayAll(printIssues(named.issues), terminal);
  const received = await imports.receive({ file: named.file, bytes: named.bytes, ...about });
  if (!received.ok) return sayAll([refusalText(received.refusal)], terminal);
  const { id, state, totalVnd, counts } = received.value;
  const issues = await imports.issues(id);
  for (const line of printIssues(issues.ok ? issues.value : [])) terminal.say(line);
  if (state === 'rejected') return sayAll([`Không ghi ${named.file} vì còn lỗi nêu trên.`], terminal);
  const total = `${counts.projectLines} dòng dự án, ${formatMillions(totalVnd)} triệu đồng`;
  if (checkOnly) {
    terminal.out(`Đã kiểm tra ${named.file}: ${total}. Lượt nạp ${id} (${state}).`);
    return 0;
  }
  const committed = await imports.commit(id);
  if (!committed.ok) return sayAll([refusalText(committed.refusal)], terminal);
  terminal.out(`Đã ghi ${named.file}: ${total}. Lượt nạp ${id}.`);
  return 0;
}

function sayAll(lines: readonly string[], terminal: Terminal): 3 {
  for (const line of lines) terminal.say(line);
  return 3;
}
