import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy } from '../domain/group-by.js';
import { hasErrors, type Issue } from '../domain/issue.js';
import { isLocalDate, toVietnameseDate } from '../domain/local-date.js';
import { formatMillions } from '../domain/money.js';
import { bringTogether, type UnmatchedReport } from '../domain/project-book.js';
import { plansBelowZero } from '../domain/project-book-issues.js';
import { toRecallDocument } from '../domain/recall-document.js';
import type { ReportedDisbursement, ReportedPlanEntry } from '../domain/reported-facts.js';
import { legalBasisOf, SHIPPED_REVIEW_RULES, type ReviewRule } from '../domain/review-rule.js';
import type { Finding } from '../domain/finding.js';
import { review } from '../domain/review.js';
import { summarise } from '../domain/review-summary.js';
import { ruleThresholdText } from '../domain/rule-words.js';
import { readInCage } from '../workbook/cage/cage.js';
import { factsOf, type FactPurpose } from '../workbook/understanding/facts.js';
import { buildRecallList } from '../workbook/writing/recall-list-model.js';
import { writeRecallList } from '../workbook/writing/recall-list.js';
import { WrongUsage, type ExitCode, type Terminal } from './command.js';
import { printIssues } from './print-issues.js';
import { readNamedFile } from './read-file.js';

export const RECALL_USAGE =
  'recall --plan TỆP… --disbursement TỆP… --round 1|2 [--year 2025] [--as-of NGÀY] [--threshold PHẦN_TRĂM] [--complete] [--out DANH_SÁCH.xlsx] [--json]';

interface RecallRequest {
  readonly planFiles: readonly string[];
  readonly disbursementFiles: readonly string[];
  readonly rule: ReviewRule;
  readonly complete: boolean;
  readonly out: string | null;
  readonly json: boolean;
}

/** The main job in one go, without a database (contract: `recall`). */
export async function recall(args: string[], terminal: Terminal): Promise<ExitCode> {
  const request = parseRequest(args);
  if (request.out !== null) await requireFolder(request.out);
  const { planEntries, disbursements, issues } = await readAll(request);
  const book = bringTogether(planEntries, disbursements, request.rule.planYear);
  const told = [...book.issues, ...plansBelowZero(book.projects), ...reportsAfter(request.rule, disbursements)];
  for (const issue of told) issues.push(issue);
  if (hasErrors(issues)) {
    if (request.json) terminal.out(JSON.stringify({ issues }, null, 2));
    for (const line of printIssues(issues)) terminal.say(line);
    terminal.say('Không lập danh sách vì còn lỗi nêu trên.');
    return 3;
  }
  const findings = review(request.rule, book.projects, { complete: request.complete });
  if (request.out !== null) {
    await writeRecallList(buildRecallList(request.rule, findings, {}), request.out);
  }
  if (request.json) {
    terminal.out(JSON.stringify(toRecallDocument(request.rule, findings, book.unmatched, issues), null, 2));
  } else {
    for (const line of printSummary(request, findings, book.unmatched)) terminal.out(line);
  }
  for (const line of printIssues(issues)) terminal.say(line);
  return 0;
}

/** Known before the work begins, not after it. */
async function requireFolder(out: string): Promise<void> {
  const folder = dirname(out);
  const isFolder = await stat(folder)
    .then((entry) => entry.isDirectory())
    .catch(() => false);
  if (!isFolder)
    throw new WrongUsage(`Không có thư mục ${folder} để ghi ${out}. Tạo thư mục trước, hoặc chọn nơi khác.`);
}

function parseRequest(args: string[]): RecallRequest {
  const { values } = parseArgs({
    args: spreadFiles(args),
    strict: true,
    options: {
      plan: { type: 'string', multiple: true },
      disbursement: { type: 'string', multiple: true },
      round: { type: 'string' },
      year: { type: 'string' },
      'as-of': { type: 'string' },
      threshold: { type: 'string' },
      complete: { type: 'boolean' },
      out: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  if (values.plan === undefined || values.disbursement === undefined) {
    throw new WrongUsage('Cần ít nhất một tệp --plan và một tệp --disbursement.');
  }
  return {
    planFiles: values.plan,
    disbursementFiles: values.disbursement,
    rule: ruleOf(values.round, values.year, values['as-of'], values.threshold),
    complete: values.complete ?? false,
    out: values.out ?? null,
    json: values.json ?? false,
  };
}

/** `--plan A B` is `--plan A --plan B`: a shell's wildcard hands over several names at once. */
export function spreadFiles(args: readonly string[]): string[] {
  const spread: string[] = [];
  let flag: string | null = null;
  for (const arg of args) {
    const isFlag = arg.startsWith('--');
    if (!isFlag && flag !== null && spread.at(-2) === flag && spread.at(-1) !== flag) spread.push(flag);
    if (isFlag) flag = arg === '--plan' || arg === '--disbursement' ? arg : null;
    spread.push(arg);
  }
  return spread;
}

function ruleOf(round?: string, year?: string, asOf?: string, threshold?: string): ReviewRule {
  const shipped = SHIPPED_REVIEW_RULES.find((rule) => String(rule.round) === round);
  if (shipped === undefined) throw new WrongUsage('--round nhận 1 hoặc 2.');
  if (year !== undefined && !/^20\d\d$/.test(year)) throw new WrongUsage('--year nhận một năm, ví dụ 2025.');
  if (asOf !== undefined && !isLocalDate(asOf)) throw new WrongUsage('--as-of nhận một ngày dạng 2025-06-30.');
  const planYear = year === undefined ? shipped.planYear : Number(year);
  const moved = planYear === shipped.planYear ? shipped : inYear(shipped, planYear);
  const day = asOf ?? moved.asOf;
  // Payments of the plan year run to 31/1 of the next year (chỉnh lý quyết toán).
  if (day < `${planYear}-01-01` || day > `${planYear + 1}-01-31`) {
    throw new WrongUsage(
      `--as-of ${day} không thuộc năm kế hoạch ${planYear} (từ 01/01/${planYear} đến 31/01/${planYear + 1}).`,
    );
  }
  return {
    ...moved,
    asOf: day,
    thresholdBasisPoints: threshold === undefined ? moved.thresholdBasisPoints : basisPointsOf(threshold),
  };
}

/** The same rule read for another plan year: the decision's own words are about 2025, so the clause says that it is applied by analogy. */
function inYear(rule: ReviewRule, planYear: number): ReviewRule {
  const move = (day: string): string => `${planYear}${day.slice(4)}`;
  return {
    ...rule,
    planYear,
    name: rule.name.replace(String(rule.planYear), String(planYear)),
    asOf: move(rule.asOf),
    decideBy: move(rule.decideBy),
    legalBases: rule.legalBases.map((basis) => ({
      ...basis,
      clause: `Vận dụng cho năm ${planYear}: ${basis.clause}`,
    })),
  };
}

function basisPointsOf(percent: string): number {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?%?$/.exec(percent);
  if (match === null)
    throw new WrongUsage('--threshold nhận phần trăm với tối đa hai chữ số thập phân, ví dụ 50 hoặc 62.5.');
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  if (points < 1 || points > 10_000) throw new WrongUsage('--threshold nhận phần trăm lớn hơn 0 và không quá 100.');
  return points;
}

interface Read {
  readonly planEntries: ReportedPlanEntry[];
  readonly disbursements: ReportedDisbursement[];
  readonly issues: Issue[];
}

async function readAll({ planFiles, disbursementFiles, rule }: RecallRequest): Promise<Read> {
  const read: Read = { planEntries: [], disbursements: [], issues: [] };
  const labels = labelsOf([...planFiles, ...disbursementFiles]);
  for (const [paths, purpose] of [
    [planFiles, 'plan'],
    [disbursementFiles, 'disbursement'],
  ] as const) {
    const seen = new Map<string, string>();
    for (const path of paths) await readOne(path, labels.get(path) ?? path, purpose, rule.planYear, seen, read);
  }
  return read;
}

/** The name of each file, or its path where two files of different folders have one name: reports are told apart by it. */
function labelsOf(paths: readonly string[]): Map<string, string> {
  const byName = groupBy(new Set(paths), (path) => basename(path).normalize('NFC'));
  const pairs = [...byName].flatMap(([name, same]) =>
    same.map((path) => [path, same.length === 1 ? name : path.normalize('NFC')] as const),
  );
  return new Map(pairs);
}

async function readOne(
  path: string,
  label: string,
  purpose: FactPurpose,
  planYear: number,
  seen: Map<string, string>,
  read: Read,
): Promise<void> {
  const named = await readNamedFile(path);
  if (!named.ok) return void read.issues.push(...named.issues);
  const outcome = await readInCage(named.bytes, label);
  if (!outcome.ok) return void read.issues.push(...outcome.issues);
  const twin = seen.get(outcome.reading.sha256);
  if (twin !== undefined) return void read.issues.push(sameBytes(label, twin));
  seen.set(outcome.reading.sha256, label);
  const { facts, issues } = factsOf(outcome.reading, { planYear, purpose });
  for (const issue of [...outcome.reading.issues, ...issues]) read.issues.push(issue);
  for (const entry of facts.planEntries) read.planEntries.push(entry);
  for (const item of facts.disbursements) read.disbursements.push(item);
}

function sameBytes(file: string, twin: string): Issue {
  return {
    ...{ file, sheet: null, cell: null, row: null, column: null, value: null },
    code: 'file.same',
    severity: 'info',
    message: `Tệp ${file} giống hệt tệp ${twin} nên chỉ tính một lần.`,
  };
}

/** A report of a later day than the round's says nothing about that day. */
function reportsAfter(rule: ReviewRule, disbursements: readonly ReportedDisbursement[]): Issue[] {
  const late = new Map(disbursements.filter((item) => item.asOf > rule.asOf).map((item) => [item.ref.file, item]));
  return [...late.values()].map((item) => ({
    ...{ file: item.ref.file, sheet: item.ref.sheet, cell: null, row: null, column: null, value: item.asOf },
    code: 'report.afterAsOf',
    severity: 'warning' as const,
    message: `Số liệu của tệp ${item.ref.file} đến ngày ${toVietnameseDate(item.asOf)}, sau ngày rà soát ${toVietnameseDate(rule.asOf)}, nên không dùng cho đợt này.`,
  }));
}

function printSummary(
  request: RecallRequest,
  findings: readonly Finding[],
  unmatched: readonly UnmatchedReport[],
): string[] {
  const { rule } = request;
  const summary = summarise(findings);
  const basis = legalBasisOf(rule);
  const stale = findings.filter((finding) => finding.outcome === 'candidate' && finding.stale).length;
  return [
    `${rule.name}: giải ngân ${ruleThresholdText(rule)} đến ngày ${toVietnameseDate(rule.asOf)}`,
    `Căn cứ: ${basis.text}. ${basis.clause}.`,
    `Dự án: ${summary.projects}; thuộc phạm vi rà soát: ${summary.inScope}; ngoài phạm vi: ${summary.outOfScope}; không có kế hoạch năm: ${summary.noPlan}`,
    `Đề nghị thu hồi: ${summary.candidates} dự án; kế hoạch ${formatMillions(summary.planVnd)} triệu đồng, đã giải ngân ${formatMillions(summary.disbursedVnd)}, chưa giải ngân ${formatMillions(summary.undisbursedVnd)}`,
    `Đạt: ${summary.met}; chưa có số liệu: ${summary.noData}; chưa phân loại: ${summary.unclassified}; dòng báo cáo chưa khớp: ${unmatched.length}`,
    ...(stale > 0 ? [`Lưu ý: ${stale} dự án trong danh sách chỉ có số liệu cũ hơn ngày rà soát.`] : []),
    ...(request.out === null ? [] : [`Danh sách: ${request.out}`]),
  ];
}
