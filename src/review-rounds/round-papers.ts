import { createHash } from 'node:crypto';
import { formatMillions, sumVnd } from '../domain/money.js';
import { KEPT_TERM_NAMES } from '../domain/rule-words.js';
import { toFindingDocument, toRecallDocument } from '../domain/recall-document.js';
import { dayInVietnam, toVietnameseDate, type LocalDate } from '../domain/local-date.js';
import { omit } from '../database/omit.js';
import { CSV_TYPE, DOCX_TYPE, JSON_TYPE, toJson, XLSX_TYPE } from '../http/responses.js';
import { buildInvestorLetter } from '../workbook/writing/investor-letter-model.js';
import { notRecalledBytes } from '../workbook/writing/not-recalled.js';
import { officialPaperBytes } from '../workbook/writing/official-paper-docx.js';
import { recallListCsv } from '../workbook/writing/recall-list-csv.js';
import { buildRecallList, type CandidateRemark, type RecallList } from '../workbook/writing/recall-list-model.js';
import { recallListBytes } from '../workbook/writing/recall-list.js';
import { buildSubmission } from '../workbook/writing/submission-model.js';
import type { DispositionView, DonorView } from './dispositions.types.js';
import type { Paper } from './issue.repository.js';
import { rowsToDecide, type RoundContents } from './round-contents.js';
import type { FindingView, IssueView } from './review-rounds.types.js';

/** Papers of every round, by name. */
export const PAPER_NAMES = [
  'recall-list.xlsx',
  'recall-list.csv',
  'recall-list.json',
  'submission.docx',
  'not-recalled.xlsx',
] as const;
export type PaperName = (typeof PAPER_NAMES)[number];

/** One paper of a round as it stands. The same contents always give the same bytes. */
export async function renderPaper(contents: RoundContents, name: PaperName): Promise<Paper> {
  const { rule } = contents.round;
  const stem = `danh-sach-de-nghi-thu-hoi-${rule.code}-den-${rule.asOf}`;
  switch (name) {
    case 'recall-list.xlsx':
      return paper(name, `${stem}.xlsx`, XLSX_TYPE, await recallListBytes(toRecallList(contents)));
    case 'recall-list.csv':
      return paper(name, `${stem}.csv`, CSV_TYPE, Buffer.from(recallListCsv(toRecallList(contents)), 'utf8'));
    case 'recall-list.json':
      return paper(name, `${stem}.json`, JSON_TYPE, Buffer.from(JSON.stringify(toRoundDocument(contents)), 'utf8'));
    case 'not-recalled.xlsx':
      return paper(
        name,
        `khong-thu-hoi-${rule.code}-den-${rule.asOf}.xlsx`,
        XLSX_TYPE,
        await notRecalledBytes(toRecallList(contents), contents.findings),
      );
    case 'submission.docx':
      return paper(name, `to-trinh-${rule.code}.docx`, DOCX_TYPE, await submissionBytes(contents));
  }
}

/** The submission carries the totals of the list that is its annex. */
function submissionBytes(contents: RoundContents): Promise<Uint8Array> {
  const { round, findings, letterhead, snapshotId } = contents;
  const list = toRecallList(contents);
  const paper = buildSubmission({ list, findings, letterhead, snapshot: snapshotId });
  return officialPaperBytes(paper, round.issue?.issuedAt ?? round.openedAt);
}

/** The letter that asks one investor to explain its rows by a day. */
export function investorLetterBytes(
  contents: RoundContents,
  asked: {
    readonly investor: string;
    readonly findings: readonly FindingView[];
    readonly answerBy: LocalDate;
    readonly requestedAt: Date;
  },
): Promise<Uint8Array> {
  const { header } = toRecallList(contents);
  const { investor, findings, answerBy, requestedAt } = asked;
  const paper = buildInvestorLetter({
    header,
    investor,
    findings,
    answerBy,
    letterhead: contents.letterhead,
    snapshot: contents.snapshotId,
  });
  return officialPaperBytes(paper, requestedAt);
}

function paper(name: PaperName, file: string, mediaType: string, bytes: Uint8Array): Paper {
  return { name, file, mediaType, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** `01/2025` */
export function issueNumber({ number }: Pick<IssueView, 'number'>, planYear: number): string {
  return `${String(number).padStart(2, '0')}/${planYear}`;
}

/** What the papers of a round print: verdicts where there are any, the issue where it is issued. */
export function toRecallList(contents: RoundContents): RecallList {
  const { round, findings, dispositions, donors, letterhead, snapshotId } = contents;
  const { issue, rule } = round;
  const decided = dispositions.size > 0 || donors.size > 0;
  return buildRecallList(rule, findings, {
    letterhead,
    snapshotId,
    writtenAt: issue?.issuedAt ?? round.openedAt,
    ...(issue === null ? {} : { issue: issueSentence(issue, rule.planYear) }),
    ...(decided ? { remarks: remarksOf(contents), decisions: decisionsOf(dispositions, donors) } : {}),
  });
}

function issueSentence(issue: IssueView, planYear: number): string {
  const carried = issue.documentNumber === null ? '' : ` kèm theo văn bản số ${issue.documentNumber}`;
  return `Danh sách số ${issueNumber(issue, planYear)} ban hành ngày ${toVietnameseDate(dayInVietnam(issue.issuedAt))}${carried}`;
}

function decisionsOf(dispositions: ReadonlyMap<string, DispositionView>, donors: ReadonlyMap<string, DonorView>) {
  const kept = new Map<string, { reason: string; until: string }>();
  for (const [projectId, disposition] of dispositions) {
    if (disposition.keepUntil !== null) {
      kept.set(projectId, { reason: reasonSentence(disposition), until: disposition.keepUntil });
    }
  }
  return { kept, donors: new Set(donors.keys()) };
}

function remarksOf({ findings, dispositions, donors }: RoundContents): Map<string, CandidateRemark> {
  const remarks = new Map<string, CandidateRemark>();
  for (const finding of rowsToDecide({ findings, donors })) {
    const disposition = dispositions.get(finding.projectId);
    const donor = donors.get(finding.projectId);
    const reason = disposition === undefined ? '' : reasonSentence(disposition);
    remarks.set(finding.key, {
      reason: reason === '' ? (donor?.ground ?? '') : reason,
      note: [donor?.reason ?? '', keptSentence(disposition)].filter((part) => part !== '').join('. '),
      ...(disposition === undefined || disposition.verdict === 'keep'
        ? {}
        : { recallBySource: new Map(disposition.bySource.map((part) => [part.source, part.amountVnd])) }),
    });
  }
  return remarks;
}

/** What a recall leaves with the project, and on whose word. */
function keptSentence(disposition: DispositionView | undefined): string {
  if (disposition === undefined || disposition.verdict === 'keep' || disposition.kept.length === 0) return '';
  const parts = disposition.kept.map(({ source, term, amountVnd, reason }) => {
    const basis = reason === null ? '' : ` (${reason})`;
    return `${KEPT_TERM_NAMES[term]} ${formatMillions(amountVnd)} triệu đồng nguồn ${source}${basis}`;
  });
  return `Để lại: ${parts.join('; ')}`;
}

function reasonSentence({ reason, reasonText }: DispositionView): string {
  return [reason, reasonText].filter((part) => part !== null && part !== '').join(': ');
}

/** The document of the contract's `recall --json` with what was decided on its rows. */
export function toRoundDocument(contents: RoundContents) {
  const { round, findings, dispositions, donors, unmatched, snapshotId } = contents;
  const list = toRecallList(contents);
  return {
    ...toRecallDocument(round.rule, findings, unmatched, []),
    snapshotId,
    // the papers cannot name their own sha256
    round: toJson({
      id: round.id,
      state: round.state,
      knownAt: round.knownAt,
      issue: round.issue && omit(round.issue, 'papers'),
    }),
    donors: findings
      .filter((finding) => donors.has(finding.projectId))
      .map((finding) => ({ ...toFindingDocument(finding), donor: toJson(donors.get(finding.projectId) ?? null) })),
    dispositions: [...dispositions.values()].map((disposition) => toJson(disposition)),
    recall: toJson({
      projects: recalledProjects(contents).length,
      keptProjects: list.kept.length,
      recallVnd: list.total.recallVnd ?? 0n,
      bySource: list.sources.map(({ source, figures }) => ({ source, recallVnd: figures.recallVnd ?? 0n })),
      byInvestor: list.investors.map(({ investor, figures }) => ({ investor, recallVnd: figures.recallVnd ?? 0n })),
    }),
  };
}

/** Dispositions that take something back. */
export function recalledProjects({ dispositions }: Pick<RoundContents, 'dispositions'>): DispositionView[] {
  return [...dispositions.values()].filter((disposition) => disposition.recallVnd > 0n);
}

/** What a round takes back and keeps as its verdicts stand. */
export function recallTotals(contents: Pick<RoundContents, 'dispositions'>) {
  const recalled = recalledProjects(contents);
  return {
    projects: recalled.length,
    keptProjects: [...contents.dispositions.values()].filter(({ verdict }) => verdict === 'keep').length,
    recallVnd: sumVnd(recalled.map((disposition) => disposition.recallVnd)),
  };
}
