import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { nameKey } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { inTransaction, lockBooks } from '../database/transaction.js';
import type { Refusal, Result } from '../http/refusal.js';
import { accepted, refused } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { rematchOpenImports } from '../imports/rematch-imports.js';
import {
  endDecision,
  findDecision,
  insertAlias,
  insertDecision,
  linesRemembered,
  listDecisions,
  projectsOfDecision,
  rootOf,
  type NewDecision,
} from './decisions.repository.js';
import { isAt, linesOfProject, type LineOfProject } from './desk.repository.js';
import type { Decision, Split } from './matching.types.js';
import { describeAfter } from './settle.js';

/** Which records are one project, and which one record is two: dated decisions, each with an end of its own. Facts never move. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** From this instant on the record is part of `into`; what was known before still answers as it did. */
  async merge(id: string, into: string, reason: string): Promise<Result<Decision>> {
    return this.decide('project.merged', id, async (manager, recordedAt) => {
      const [projectId, otherProjectId] = [await this.root(manager, id), await this.root(manager, into)];
      if (projectId === otherProjectId) breakOff({ code: 'merge.sameProject', parameters: {} });
      return insertDecision(manager, { kind: 'merge', projectId, otherProjectId, reason, recordedAt });
    });
  }

  /** From this instant on the chosen lines of the record are another project. */
  async split(id: string, split: Split): Promise<Result<Decision>> {
    return this.decide('project.split', id, async (manager, recordedAt) => {
      const projectId = await this.root(manager, id);
      const lines = await linesOfProject(manager, projectId);
      const chosen = chosenLines(lines, split);
      const [first] = chosen;
      if (first === undefined) breakOff({ code: 'split.nothingChosen', parameters: {} });
      if (chosen.length === lines.length) breakOff({ code: 'split.nothingLeft', parameters: {} });
      const otherProjectId =
        split.into === null
          ? await insertProject(manager, first.importId, recordedAt)
          : await this.root(manager, split.into);
      if (otherProjectId === projectId) breakOff({ code: 'merge.sameProject', parameters: {} });
      const { name, code, investor } = first;
      const seenAt = { importId: first.importId, sheet: first.sheet, cell: `A${first.row}` };
      const decision: NewDecision = {
        ...{ kind: 'split', projectId, otherProjectId, seenAt, recordedAt, reason: split.reason },
        ...{ said: { name, code, investor }, lines: chosen, lineProjectId: otherProjectId },
      };
      const decisionId = await insertDecision(manager, decision);
      await rememberNames(manager, decisionId, otherProjectId, namedBy(chosen, split.names), recordedAt);
      return decisionId;
    });
  }

  /** Two records of one name are two projects: the desk asks no more. */
  async distinguish(id: string, other: string, reason: string): Promise<Result<Decision>> {
    return this.decide('project.distinguished', id, async (manager, recordedAt) => {
      const [projectId, otherProjectId] = [await this.root(manager, id), await this.root(manager, other)];
      if (projectId === otherProjectId) breakOff({ code: 'merge.sameProject', parameters: {} });
      return insertDecision(manager, { kind: 'distinction', projectId, otherProjectId, reason, recordedAt });
    });
  }

  /** Ends a decision from this instant on; ended once, it stays so. */
  async retract(decisionId: string, reason: string | null): Promise<Result<Decision>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const recordedAt = await lockBooks(manager);
        const decision =
          (await findDecision(manager, decisionId)) ??
          breakOff({ code: 'decision.notFound', parameters: { id: decisionId } });
        if (decision.retractedAt !== null) return;
        const before = await projectsOfDecision(manager, decisionId);
        await endDecision(manager, decisionId, recordedAt, reason);
        await releaseRemembered(manager, decision, recordedAt);
        await describeAfter(manager, decisionId, recordedAt, before);
        const data = { kind: decision.kind, projectId: decision.projectId, reason };
        const change = {
          kind: 'decision.retracted',
          subject: 'identity_decision' as const,
          subjectId: decisionId,
          data,
        };
        await this.audit.record(manager, change);
      }),
    );
    if (!done.ok) return done;
    await rematchOpenImports(this.dataSource);
    return this.find(decisionId);
  }

  /** Ends the latest merge or split of a project that is in force. */
  async undo(projectId: string, reason: string | null): Promise<Result<Decision>> {
    const { manager } = this.dataSource;
    if ((await rootOf(manager, projectId)) === null) return refused('project.notFound', { id: projectId });
    const decisions = await listDecisions(manager, projectId, 1000);
    const last = decisions.find(
      ({ kind, retractedAt }) => retractedAt === null && (kind === 'merge' || kind === 'split'),
    );
    return last === undefined ? refused('decision.nothingToUndo', {}) : this.retract(last.id, reason);
  }

  private async decide(
    change: string,
    projectId: string,
    write: (manager: EntityManager, recordedAt: Date) => Promise<string>,
  ): Promise<Result<Decision>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const recordedAt = await lockBooks(manager);
        const id = await write(manager, recordedAt);
        await describeAfter(manager, id, recordedAt);
        const data = await findDecision(manager, id);
        await this.audit.record(manager, {
          ...{ kind: change, subject: 'project' as const, subjectId: projectId },
          data: { decision: id, otherProjectId: data?.otherProjectId ?? null, reason: data?.reason ?? null },
        });
        return id;
      }),
    );
    if (!done.ok) return done;
    await rematchOpenImports(this.dataSource);
    return this.find(done.value);
  }

  private async root(manager: EntityManager, id: string): Promise<string> {
    return (await rootOf(manager, id)) ?? breakOff({ code: 'project.notFound', parameters: { id } } satisfies Refusal);
  }

  private async find(id: string): Promise<Result<Decision>> {
    const decision = await findDecision(this.dataSource.manager, id);
    return decision === null ? refused('decision.notFound', { id }) : accepted(decision);
  }
}

/** Lines that later files had matched by the decision go back too: to the record that was split, or to wait. */
async function releaseRemembered(manager: EntityManager, decision: Decision, recordedAt: Date): Promise<void> {
  const lines = await linesRemembered(manager, decision.id);
  if (lines.length === 0) return;
  const { projectId, kind } = decision;
  const lineProjectId = kind === 'split' ? projectId : null;
  await insertDecision(manager, { kind: 'release', projectId, lines, lineProjectId, recordedAt });
}

function chosenLines(lines: readonly LineOfProject[], { names, lines: places }: Split): LineOfProject[] {
  const wanted = new Set(names.map(nameKey));
  return lines.filter((line) => wanted.has(nameKey(line.name)) || places.some((place) => isAt(line, place)));
}

/** What of the chosen lines later files are matched by: one for each name beside its code. */
function namedBy(chosen: readonly LineOfProject[], names: readonly string[]): LineOfProject[] {
  const wanted = new Set(names.map(nameKey));
  const named = chosen.filter((line) => wanted.has(nameKey(line.name)));
  return [...new Map(named.map((line) => [JSON.stringify([nameKey(line.name), line.code]), line])).values()];
}

async function rememberNames(
  manager: EntityManager,
  decisionId: string,
  projectId: string,
  lines: readonly LineOfProject[],
  recordedAt: Date,
): Promise<void> {
  for (const { name, code } of lines) {
    const said = { name, code, investor: null };
    const taken = await insertAlias(manager, { projectId, said, byCode: false, decisionId, recordedAt });
    if (taken !== null && (await rootOf(manager, taken)) !== projectId)
      breakOff({ code: 'match.confirmedOtherwise', parameters: { name } });
  }
}

async function insertProject(manager: EntityManager, importId: string, recordedAt: Date): Promise<string> {
  const id = randomUUID();
  await manager.query(
    'insert into project (id, code, import_id, made_by_hand, recorded_at) values ($1, null, $2, true, $3)',
    [id, importId, recordedAt],
  );
  return id;
}
