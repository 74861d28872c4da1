import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toVietnameseDate } from '../domain/local-date.js';
import { formatMillions } from '../domain/money.js';
import { ruleThresholdText } from '../domain/rule-words.js';
import { refusalText } from '../http/refusal-catalogue.js';
import type { Result } from '../http/refusal.js';
import { ImportsService } from '../imports/imports.service.js';
import type { ImportKind } from '../imports/imports.types.js';
import { ReviewRoundsService } from '../review-rounds/review-rounds.service.js';
import type { RunningService } from '../service.js';
import type { ExitCode, Terminal } from './command.js';
import { printIssues } from './print-issues.js';
import { LOOPBACK_NOTICE, portOf, serve, untilAskedToEnd } from './serve.js';

export const DEMO_USAGE = 'demo [--once] [--port CỔNG] [--out THƯ_MỤC]';

const SAMPLES = fileURLToPath(new URL('../../../test/fixtures/samples', import.meta.url));
const PLAN_YEAR = 2025;
const ROUNDS = ['161-2025-1', '161-2025-2'];

/** The main job from start to end on the sample workbooks, by the services that everybody uses. A second run changes nothing. */
export async function demo(args: string[], terminal: Terminal): Promise<ExitCode> {
  const { values } = parseArgs({
    args,
    strict: true,
    options: { once: { type: 'boolean' }, port: { type: 'string' }, out: { type: 'string' } },
  });
  const port = values.once === true ? 0 : portOf(values.port);
  terminal.say('Đang khởi động cơ sở dữ liệu và máy chủ…');
  const service = await serve(port === undefined ? {} : { port });
  const stop = untilAskedToEnd();
  try {
    const done = (await importSamples(service, terminal)) && (await runRounds(service, values.out ?? 'out', terminal));
    if (!done) return 3;
    if (values.once === true) return 0;
    terminal.out(`Mở trình duyệt tại ${service.url}`);
    terminal.say(`${LOOPBACK_NOTICE} Nhấn Ctrl-C để dừng.`);
    await stop;
    return 0;
  } finally {
    await service.close();
  }
}

async function importSamples(service: RunningService, terminal: Terminal): Promise<boolean> {
  const reports = (await readdir(SAMPLES)).filter((name) => /^giai-ngan-.*\.xlsx$/.test(name)).sort();
  const files: [string, ImportKind][] = [
    ['ke-hoach-von-2025.xlsx', 'capitalPlan'],
    ...reports.map((name): [string, ImportKind] => [name, 'disbursement']),
  ];
  for (const [file, kind] of files) {
    if (!(await importSample(service, file, kind, terminal))) return false;
  }
  return true;
}

async function importSample(
  service: RunningService,
  file: string,
  kind: ImportKind,
  terminal: Terminal,
): Promise<boolean> {
  const imports = service.app.get(ImportsService);
  const bytes = await readFile(join(SAMPLES, file));
  const received = await imports.receive({ file, bytes, planYear: PLAN_YEAR, kind });
  if (!received.ok) return sayRefusal(received, terminal);
  const { id, state, totalVnd } = received.value;
  if (state === 'rejected') {
    const issues = await imports.issues(id);
    for (const line of printIssues(issues.ok ? issues.value : [])) terminal.say(line);
    return false;
  }
  const already = state === 'committed';
  const committed = await imports.commit(id);
  if (!committed.ok) return sayRefusal(committed, terminal);
  const what = kind === 'capitalPlan' ? 'kế hoạch' : 'giải ngân';
  terminal.out(`${already ? 'Đã có ' : 'Đã nạp'} ${file}: ${what} ${formatMillions(totalVnd)} triệu đồng`);
  return true;
}

async function runRounds(service: RunningService, folder: string, terminal: Terminal): Promise<boolean> {
  const rounds = service.app.get(ReviewRoundsService);
  await mkdir(folder, { recursive: true });
  for (const code of ROUNDS) {
    const opened = await rounds.open(code);
    if (!opened.ok) return sayRefusal(opened, terminal);
    const { id, rule, summary } = opened.value;
    const list = await rounds.recallListXlsx(id);
    if (!list.ok) return sayRefusal(list, terminal);
    const path = join(folder, list.value.file);
    await writeFile(path, list.value.bytes);
    terminal.out(
      `\n${rule.name} (giải ngân ${ruleThresholdText(rule)} đến ngày ${toVietnameseDate(rule.asOf)})\n` +
        `  Thuộc phạm vi rà soát: ${summary.inScope} dự án; đề nghị thu hồi: ${summary.candidates} dự án\n` +
        `  Kế hoạch ${formatMillions(summary.planVnd)} triệu đồng, đã giải ngân ${formatMillions(summary.disbursedVnd)}, chưa giải ngân ${formatMillions(summary.undisbursedVnd)}\n` +
        `  Danh sách: ${relative('', path)}\n` +
        `  Xem trên trang: ${service.url}/dot-ra-soat/${id}`,
    );
  }
  return true;
}

function sayRefusal(result: Extract<Result<unknown>, { ok: false }>, terminal: Terminal): false {
  terminal.say(refusalText(result.refusal));
  return false;
}
