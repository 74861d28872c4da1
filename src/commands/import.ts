import { parseArgs } from 'node:util';
import { isLocalDate } from '../domain/local-date.js';
import { formatMillions } from '../domain/money.js';
import { ORIGINS, PLAN_NATURES, type Origin, type PlanNature } from '../domain/words.js';
import { refusalText } from '../http/refusal-catalogue.js';
import type { Refusal } from '../http/refusal.js';
import { toJson } from '../http/responses.js';
import { ImportsService } from '../imports/imports.service.js';
import { IMPORT_KINDS, type CommitReceipt, type ImportDetail, type ImportKind } from '../imports/imports.types.js';
import type { Reason } from '../imports/decisions.types.js';
import type { ReportScope } from '../domain/report-scope.js';
import type { Issue, Upload } from '../imports/imports.types.js';
import { WrongUsage, type ExitCode, type Terminal } from './command.js';
import { printIssues } from './print-issues.js';
import { readNamedFile } from './read-file.js';
import { serve } from './serve.js';

export const IMPORT_USAGE = `import TỆP… --year NĂM [--kind ${IMPORT_KINDS.join('|')}] [--as-of NGÀY] [--origin ${ORIGINS.join('|')}] [--control-total ĐỒNG] [--decision SỐ] [--decided-on NGÀY] [--authority "CƠ QUAN"] [--nature ${PLAN_NATURES.join('|')}] [--complete | --scope nguồn:MÃ,MÃ | --scope "chủ đầu tư:TÊN"] [--reason "MÃ CẢNH BÁO:LÝ DO"]… [--commit | --check] [--json]`;

const OPTIONS = {
  year: { type: 'string' },
  kind: { type: 'string' },
  'as-of': { type: 'string' },
  origin: { type: 'string' },
  'control-total': { type: 'string' },
  decision: { type: 'string' },
  'decided-on': { type: 'string' },
  authority: { type: 'string' },
  nature: { type: 'string' },
  complete: { type: 'boolean' },
  scope: { type: 'string' },
  reason: { type: 'string', multiple: true },
  commit: { type: 'boolean' },
  check: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What became of one file. */
interface Outcome {
  readonly file: string;
  readonly import: ImportDetail | null;
  readonly issues: readonly Issue[];
  readonly receipt: CommitReceipt | null;
  readonly refusal: Refusal | null;
}

/**
 * Imports workbooks by the same service as the pages: checks each and commits it, unless `--check`, with the reasons given for
 * groups of warnings. Stops at the first refusal.
 */
export async function importFiles(args: string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args, strict: true, allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0) throw new WrongUsage('Cần ít nhất một tệp.');
  if (values.check === true && values.commit === true) throw new WrongUsage('Chọn một trong --check và --commit.');
  const about = aboutOf(values);
  const reasons = values.check === true ? null : reasonsOf(values.reason ?? []);
  const outcomes: Outcome[] = [];
  const service = await serve({ port: 0 });
  try {
    const imports = service.app.get(ImportsService);
    for (const path of positionals) {
      const outcome = await importOne(imports, path, about, reasons);
      outcomes.push(outcome);
      if (values.json !== true) tell(outcome, terminal);
      if (isRefused(outcome)) break;
    }
  } finally {
    await service.close();
  }
  if (values.json === true) terminal.out(JSON.stringify(outcomes.map(toDocument), null, 2));
  return outcomes.some(isRefused) ? 3 : 0;
}

type About = Omit<Upload, 'file' | 'bytes'>;
type Values = Partial<Record<keyof typeof OPTIONS, string | boolean | string[] | undefined>>;

function aboutOf(values: Values): About {
  const text = (name: Exclude<keyof typeof OPTIONS, 'reason'>): string | undefined => values[name]?.toString();
  const year = text('year');
  const asOf = text('as-of');
  const total = text('control-total');
  const decidedOn = text('decided-on');
  if (year === undefined || !/^20\d\d$/.test(year)) throw new WrongUsage('--year nhận một năm, ví dụ 2025.');
  if (asOf !== undefined && !isLocalDate(asOf)) throw new WrongUsage('--as-of nhận một ngày dạng 2025-06-30.');
  if (decidedOn !== undefined && !isLocalDate(decidedOn))
    throw new WrongUsage('--decided-on nhận một ngày dạng 2025-05-15.');
  if (total !== undefined && !/^-?\d{1,16}$/.test(total)) {
    throw new WrongUsage('--control-total nhận số đồng nguyên, không dấu chấm, ví dụ 3254118000000.');
  }
  return {
    planYear: Number(year),
    kind: oneOf<ImportKind>('--kind', text('kind'), IMPORT_KINDS),
    asOf: asOf ?? null,
    origin: oneOf<Origin>('--origin', text('origin'), ORIGINS),
    controlTotalVnd: total === undefined ? null : BigInt(total),
    decisionNumber: text('decision') ?? null,
    decidedOn: decidedOn ?? null,
    decisionAuthority: text('authority') ?? null,
    nature: oneOf<PlanNature>('--nature', text('nature'), PLAN_NATURES),
    scope: scopeOf(values.complete === true, text('scope')),
  };
}

/** `disbursed.decreased:Kho bạc thu hồi tạm ứng`: why the figures of a group of warnings stand all the same. */
function reasonsOf(told: readonly string[]): Reason[] {
  return told.map((item) => {
    const [, code, reason = ''] = /^([a-zA-Z]+\.[a-zA-Z]+):(.*)$/s.exec(item) ?? [];
    if (code === undefined || reason.trim() === '') {
      throw new WrongUsage('--reason nhận "MÃ CẢNH BÁO:LÝ DO", ví dụ "disbursed.decreased:Kho bạc thu hồi tạm ứng".');
    }
    return { code, reason: reason.trim() };
  });
}

function oneOf<T extends string>(flag: string, value: string | undefined, allowed: readonly T[]): T | null {
  if (value === undefined) return null;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new WrongUsage(`${flag} nhận ${allowed.join(', ')}.`);
  return found;
}

/** What the reports are declared complete for: `all`, `nguồn:NSTW,CDNS` (`sources:`), `chủ đầu tư:TÊN` (`investor:`). */
function scopeOf(complete: boolean, scope: string | undefined): ReportScope | null {
  if (complete && scope !== undefined) throw new WrongUsage('Chọn một trong --complete và --scope.');
  if (complete || scope === 'all') return { kind: 'all' };
  if (scope === undefined) return null;
  const [, of = '', rest = ''] = /^([^:]+):(.*)$/s.exec(scope.normalize('NFC')) ?? [];
  const parts = rest
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (['sources', 'nguồn'].includes(of) && parts.length > 0) return { kind: 'sources', sources: parts };
  if (['investor', 'chủ đầu tư'].includes(of) && rest.trim() !== '') return { kind: 'investor', investor: rest.trim() };
  throw new WrongUsage('--scope nhận all, nguồn:MÃ,MÃ hoặc "chủ đầu tư:TÊN".');
}

/** `reasons`: null where the file is only to be checked. */
async function importOne(
  imports: ImportsService,
  path: string,
  about: About,
  reasons: readonly Reason[] | null,
): Promise<Outcome> {
  const nothing = { import: null, issues: [], receipt: null, refusal: null };
  const named = await readNamedFile(path);
  if (!named.ok) return { file: path, ...nothing, issues: named.issues };
  const { file, bytes } = named;
  const received = await imports.receive({ file, bytes, ...about });
  if (!received.ok) return { file, ...nothing, refusal: received.refusal };
  const detail = received.value;
  const found = await imports.issues(detail.id);
  const checked = { file, ...nothing, import: detail, issues: found.ok ? found.value : [] };
  if (reasons === null || detail.state === 'rejected') return checked;
  const committed = await imports.commit(detail.id, { reasons });
  if (!committed.ok) return { ...checked, refusal: committed.refusal };
  const after = await imports.find(detail.id);
  return { ...checked, import: after.ok ? after.value : detail, receipt: committed.value };
}

function isRefused({ import: detail, refusal }: Outcome): boolean {
  return refusal !== null || detail === null || detail.state === 'rejected';
}

function tell({ file, import: detail, issues, receipt, refusal }: Outcome, terminal: Terminal): void {
  for (const line of printIssues(issues)) terminal.say(line);
  if (refusal !== null) return terminal.say(refusalText(refusal));
  if (detail === null) return;
  if (detail.state === 'rejected') return terminal.say(`Không ghi ${file} vì còn lỗi nêu trên.`);
  const total = `${detail.counts.projectLines} dòng dự án, ${formatMillions(detail.totalVnd)} triệu đồng`;
  const done = receipt === null ? 'Đã kiểm tra' : 'Đã ghi';
  terminal.out(`${done} ${file}: ${total}. Lượt nạp ${detail.id}${receipt === null ? ` (${detail.state})` : ''}.`);
}

function toDocument({ refusal, ...outcome }: Outcome) {
  const told = refusal === null ? null : { code: refusal.code, message: refusalText(refusal) };
  return toJson({ ...outcome, refusal: told });
}
