import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { investorKey } from '../domain/investors.js';
import { cleanText, nameKey } from '../domain/vietnamese-text.js';
import { copyInto } from '../database/copy.js';
import { storableText } from '../database/storable-text.js';
import { isUuid } from '../database/uuid.js';
import { LATEST } from '../projects/known-facts.js';
import type { Decision, DecisionKind, LineName } from './matching.types.js';

export interface LineId {
  readonly importId: string;
  readonly ordinal: number;
}

export interface NewDecision {
  readonly kind: DecisionKind;
  readonly projectId: string;
  readonly otherProjectId?: string;
  readonly said?: LineName;
  readonly seenAt?: { readonly importId: string; readonly sheet: string | null; readonly cell: string | null };
  readonly reason?: string;
  /** lines that from now on mean `lineProjectId` */
  readonly lines?: readonly LineId[];
  readonly lineProjectId?: string | null;
  readonly recordedAt: Date;
}

/** Writes a decision and the lines that it ties; gives its id. */
export async function insertDecision(manager: EntityManager, decision: NewDecision): Promise<string> {
  const id = randomUUID();
  const { said, seenAt, reason, lines = [], lineProjectId = decision.projectId } = decision;
  await manager.query(
    `insert into identity_decision (id, kind, project_id, other_project_id, name, code, investor, import_id, sheet, cell,
                                    reason, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[id, decision.kind, decision.projectId, decision.otherProjectId ?? null],
      ...[said?.name ?? null, said?.code ?? null, said?.investor ?? null],
      ...[seenAt?.importId ?? null, seenAt?.sheet ?? null, seenAt?.cell ?? null],
      ...[reason === undefined ? null : storableText(cleanText(reason)), decision.recordedAt],
    ],
  );
  await copyInto(
    manager,
    'identity_line',
    ['decision_id', 'import_id', 'line_ordinal', 'project_id'],
    lines.map(({ importId, ordinal }) => [id, importId, ordinal, lineProjectId]),
  );
  return id;
}

export interface NewAlias {
  readonly projectId: string;
  readonly said: LineName;
  /** the code alone means the project, under whatever name */
  readonly byCode: boolean;
  readonly decisionId: string;
  readonly recordedAt: Date;
}

/** Remembers what lines mean; null, or the project that the same words mean already. */
export async function insertAlias(manager: EntityManager, alias: NewAlias): Promise<string | null> {
  const { said, byCode } = alias;
  const kind = byCode ? 'code' : 'name';
  const key = aliasKey(said, byCode);
  const [same] = await manager.query<{ projectId: string }[]>(
    `select project_id as "projectId" from project_alias where kind = $1 and key = $2 and retracted_at is null`,
    [kind, key],
  );
  if (same !== undefined) return same.projectId;
  await manager.query(
    `insert into project_alias (id, project_id, kind, text, key, code, investor, decision_id, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[randomUUID(), alias.projectId, kind, byCode ? said.code : cleanText(said.name), key],
      ...[byCode ? null : said.code, byCode ? null : said.investor, alias.decisionId, alias.recordedAt],
    ],
  );
  return null;
}

function aliasKey({ name, code, investor }: LineName, byCode: boolean): string {
  if (byCode) return code ?? '';
  return [nameKey(name), code ?? '', investor === null ? '' : investorKey(investor)].join('|');
}

/** Lines of committed imports that were matched at their commit by what a decision remembers. */
export async function linesRemembered(manager: EntityManager, decisionId: string): Promise<LineId[]> {
  const aliases = await manager.query<
    { kind: 'code' | 'name'; projectId: string; text: string; investor: string | null; code: string | null }[]
  >(`select kind, project_id as "projectId", text, code, investor from project_alias where decision_id = $1`, [
    decisionId,
  ]);
  const found: LineId[] = [];
  for (const { kind, projectId, text, code, investor } of aliases) {
    const lines = await manager.query<(LineId & LineName)[]>(
      `select line.import_id as "importId", line.ordinal, line.name, line.code, line.investor
         from import_line line join import on import.id = line.import_id and import.state = 'committed'
        where line.project_id = $1 and line.matched_by = 'alias' and line.has_facts
          and line.code is not distinct from $2`,
      [projectId, kind === 'code' ? text : code],
    );
    const isSame = (line: LineName): boolean =>
      nameKey(line.name) === nameKey(text) &&
      (investor === null || (line.investor !== null && investorKey(line.investor) === investorKey(investor)));
    found.push(...lines.filter((line) => kind === 'code' || isSame(line)));
  }
  return found;
}

/** The decision in force that remembers these words for the project, if there is one. */
export async function decisionRemembering(
  manager: EntityManager,
  said: LineName,
  projectId: string,
): Promise<string | null> {
  const [row] = await manager.query<{ id: string | null }[]>(
    `select decision_id as id from project_alias
      where project_id = $1 and retracted_at is null and ((kind = 'name' and key = $2) or (kind = 'code' and key = $3))
      order by recorded_at limit 1`,
    [projectId, aliasKey(said, false), said.code],
  );
  return row?.id ?? null;
}

/** Ends a decision and what it remembers; later than its beginning even within one millisecond. */
export async function endDecision(manager: EntityManager, id: string, at: Date, reason: string | null): Promise<void> {
  const parameters = [id, at, reason === null ? null : storableText(cleanText(reason))];
  await manager.query(
    `update identity_decision set retracted_at = greatest($2, recorded_at + interval '1 millisecond'), retraction_reason = $3
      where id = $1`,
    parameters,
  );
  await manager.query(`update project_alias set retracted_at = $2 where decision_id = $1 and retracted_at is null`, [
    ...[id, at],
  ]);
}

const DECISION = `
  select decision.id, decision.kind, decision.project_id as "projectId", decision.other_project_id as "otherProjectId",
         decision.name, decision.code, decision.investor, decision.import_id as "importId", import.file, decision.sheet,
         decision.cell, decision.reason, decision.recorded_by as "recordedBy", decision.recorded_at as "recordedAt",
         decision.retracted_by as "retractedBy", decision.retracted_at as "retractedAt",
         decision.retraction_reason as "retractionReason",
         (select count(*)::integer from identity_line line where line.decision_id = decision.id) as lines
    from identity_decision decision left join import on import.id = decision.import_id`;

export async function findDecision(manager: EntityManager, id: string): Promise<Decision | null> {
  if (!isUuid(id)) return null;
  const [row] = await manager.query<Decision[]>(`${DECISION} where decision.id = $1`, [id]);
  return row ?? null;
}

/** Newest first; of one project where its id is given. */
export async function listDecisions(
  manager: EntityManager,
  projectId: string | null,
  limit: number,
): Promise<Decision[]> {
  return manager.query<Decision[]>(
    `${DECISION} where $1::uuid is null or $1 in (decision.project_id, decision.other_project_id)
      order by decision.seq desc limit $2`,
    [projectId, limit],
  );
}

/** Settlements in force that the commit of an import made. */
export async function settlementsBy(manager: EntityManager, importId: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from identity_decision where kind = 'settlement' and import_id = $1 and retracted_at is null`,
    [importId],
  );
  return rows.map(({ id }) => id);
}

/** Records that a decision is about, and the projects that they are part of now. */
export async function projectsOfDecision(manager: EntityManager, id: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `with named as (
       select project_id as id from identity_decision where id = $1
       union select other_project_id from identity_decision where id = $1 and other_project_id is not null
       union select project_id from identity_line where decision_id = $1 and project_id is not null
       union select line.project_id from identity_line moved
         join import_line line on line.import_id = moved.import_id and line.ordinal = moved.line_ordinal
        where moved.decision_id = $1 and line.project_id is not null
       union select earlier.project_id from identity_line moved
         join identity_line earlier on earlier.import_id = moved.import_id and earlier.line_ordinal = moved.line_ordinal
        where moved.decision_id = $1 and earlier.project_id is not null
     )
     select id from named union select merged.root_id from named join merged_projects(${LATEST}) merged
         on merged.project_id = named.id
     order by 1`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** The project that a record is (part of) now; null where there is no such record. */
export async function rootOf(manager: EntityManager, id: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const [row] = await manager.query<{ id: string }[]>(
    `select coalesce(merged.root_id, project.id) as id from project
       left join merged_projects(${LATEST}) merged on merged.project_id = project.id
      where project.id = $1`,
    [id],
  );
  return row?.id ?? null;
}
