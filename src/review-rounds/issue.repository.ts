import type { EntityManager } from 'typeorm';
import { IssuedPaperRecord, ReviewIssueRecord } from './issue.entity.js';
import type { IssueView } from './review-rounds.types.js';

/** A paper of a round as it is handed out. */
export interface Paper {
  /** `recall-list.xlsx` */
  readonly name: string;
  /** name of the download */
  readonly file: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** The issues of rounds, by round; papers without their bytes. */
export async function issuesOf(manager: EntityManager, roundIds: readonly string[]): Promise<Map<string, IssueView>> {
  if (roundIds.length === 0) return new Map();
  const rows = await manager
    .getRepository(ReviewIssueRecord)
    .createQueryBuilder('issue')
    .where('issue.roundId = any(:roundIds)', { roundIds })
    .getMany();
  const papers = await manager
    .getRepository(IssuedPaperRecord)
    .createQueryBuilder('paper')
    .where('paper.roundId = any(:roundIds)', { roundIds })
    .orderBy('paper.name')
    .getMany();
  return new Map(
    rows.map(({ roundId, planYear: _planYear, ...issue }) => {
      const own = papers.filter((paper) => paper.roundId === roundId);
      return [roundId, { ...issue, papers: own.map(({ name, file, sha256 }) => ({ name, file, sha256 })) }];
    }),
  );
}

/** A paper as it was issued; null where none of that name was. */
export async function issuedPaper(manager: EntityManager, roundId: string, name: string): Promise<Paper | null> {
  const record = await manager
    .getRepository(IssuedPaperRecord)
    .createQueryBuilder('paper')
    .addSelect('paper.bytes')
    .where('paper.roundId = :roundId and paper.name = :name', { roundId, name })
    .getOne();
  if (record === null) return null;
  const { file, mediaType, sha256, bytes } = record;
  return { name, file, mediaType, sha256, bytes };
}

/** The next number of a plan year; whoever asks at this moment waits for the end of the transaction. */
export async function nextIssueNumber(manager: EntityManager, planYear: number): Promise<number> {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`issue of ${planYear}`]);
  const [row] = await manager.query<{ number: number }[]>(
    'select coalesce(max(number), 0) + 1 as number from review_issue where plan_year = $1',
    [planYear],
  );
  return row?.number ?? 1;
}

export type NewIssue = Omit<IssueView, 'papers'> & { readonly planYear: number };

export async function insertIssue(
  manager: EntityManager,
  roundId: string,
  issue: NewIssue,
  papers: readonly Paper[],
): Promise<void> {
  await manager.query(
    `insert into review_issue (round_id, plan_year, number, document_number, snapshot_id, projects, kept_projects,
                               recall_vnd, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[roundId, issue.planYear, issue.number, issue.documentNumber, issue.snapshotId, issue.projects],
      ...[issue.keptProjects, issue.recallVnd.toString(), issue.issuedAt],
    ],
  );
  for (const { name, file, mediaType, sha256, bytes } of papers) {
    await manager.query(
      `insert into review_issue_paper (round_id, name, file, media_type, sha256, bytes) values ($1, $2, $3, $4, $5, $6)`,
      [roundId, name, file, mediaType, sha256, Buffer.from(bytes)],
    );
  }
}
