import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { cleanText } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { inTransaction, lockBooks } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { rematchOpenImports } from '../imports/rematch-imports.js';
import { knownProjects } from '../projects/known-projects.repository.js';
import {
  decisionRemembering,
  findDecision,
  insertAlias,
  insertDecision,
  listDecisions,
  rootOf,
} from './decisions.repository.js';
import { keyOfLine, twoRecordsOnOneName, waitingNames } from './desk.js';
import { codesOnTwoNames, distinctPairs, waitingLines, type WaitingLine } from './desk.repository.js';
import type { Confirmation, Decision, Desk, LineName } from './matching.types.js';
import { describeAfter } from './settle.js';

/** How many decisions a list shows; the feed of changes holds every one. */
const DECISIONS_SHOWN = 200;

/** The matching desk: lines with money that mean no project, and the decisions that tie them to one. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** What waits for a person now. */
  async desk(): Promise<Desk> {
    const { manager } = this.dataSource;
    const known = await knownProjects(manager);
    return {
      waiting: waitingNames(await waitingLines(manager), known),
      codesOnTwoNames: await codesOnTwoNames(manager),
      twoRecordsOnOneName: twoRecordsOnOneName(known, await distinctPairs(manager)),
    };
  }

  /** Decisions, newest first, ended ones too; of one project where its id is given. */
  async decisions(projectId: string | null = null): Promise<Result<readonly Decision[]>> {
    const { manager } = this.dataSource;
    if (projectId !== null && (await rootOf(manager, projectId)) === null)
      return refused('project.notFound', { id: projectId });
    return accepted(await listDecisions(manager, projectId, DECISIONS_SHOWN));
  }

  async find(id: string): Promise<Result<Decision>> {
    const decision = await findDecision(this.dataSource.manager, id);
    return decision === null ? refused('decision.notFound', { id }) : accepted(decision);
  }

  /**
   * Says once what lines mean: remembered for later files, in force for the lines of committed imports from this instant on, and
   * for open imports at once. The same said again is the decision that is there.
   */
  async confirm(confirmation: Confirmation): Promise<Result<Decision>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const recordedAt = await lockBooks(manager);
        const said = toSaid(confirmation);
        const lines = await this.committedLines(manager, said);
        const projectId =
          confirmation.projectId === null
            ? await this.createProject(manager, said, lines, recordedAt)
            : await this.projectMeant(manager, said, confirmation.projectId);
        const known = await decisionRemembering(manager, said, projectId);
        if (known !== null && lines.length === 0) return known;
        const kind = confirmation.projectId === null ? 'creation' : 'confirmation';
        const seenAt = placeOf(lines[0]);
        const decision = { kind, projectId, said, seenAt, lines, recordedAt } as const;
        const id = await insertDecision(manager, decision);
        await this.remember(manager, id, said, projectId, recordedAt);
        await describeAfter(manager, id, recordedAt);
        const data = { ...said, projectId, kind, lines: lines.length };
        await this.audit.record(manager, {
          kind: 'match.confirmed',
          subject: 'identity_decision',
          subjectId: id,
          data,
        });
        return id;
      }),
    );
    if (!done.ok) return done;
    await rematchOpenImports(this.dataSource);
    return this.find(done.value);
  }

  private async committedLines(manager: EntityManager, said: LineName): Promise<WaitingLine[]> {
    const key = keyOfLine(said);
    return (await waitingLines(manager)).filter(
      ({ state, project }) => state === 'committed' && keyOfLine(project) === key,
    );
  }

  private async createProject(
    manager: EntityManager,
    said: LineName,
    lines: readonly WaitingLine[],
    recordedAt: Date,
  ): Promise<string> {
    const [first] = lines;
    if (first === undefined) breakOff({ code: 'match.nothingCommitted', parameters: { name: said.name } });
    const id = randomUUID();
    await manager.query(
      'insert into project (id, code, import_id, made_by_hand, recorded_at) values ($1, null, $2, true, $3)',
      [id, first.importId, recordedAt],
    );
    return id;
  }

  /** The record itself where it stands alone, else the project that it is part of. */
  private async projectMeant(manager: EntityManager, said: LineName, id: string): Promise<string> {
    const projectId = (await rootOf(manager, id)) ?? breakOff({ code: 'project.notFound', parameters: { id } });
    const [owner] = await manager.query<{ id: string }[]>('select id from project where code = $1', [said.code]);
    if (owner !== undefined && (await rootOf(manager, owner.id)) !== projectId)
      breakOff({ code: 'match.codeOfOther', parameters: { code: said.code ?? '' } });
    return projectId;
  }

  /** A code that no project has is an alias by itself; a name is one beside its code. */
  private async remember(
    manager: EntityManager,
    decisionId: string,
    said: LineName,
    projectId: string,
    recordedAt: Date,
  ): Promise<void> {
    const [owner] = await manager.query<{ id: string }[]>('select id from project where code = $1', [said.code]);
    const byCode = said.code !== null && owner === undefined;
    const taken = await insertAlias(manager, { projectId, said, byCode, decisionId, recordedAt });
    if (taken !== null && (await rootOf(manager, taken)) !== projectId)
      breakOff({ code: 'match.confirmedOtherwise', parameters: { name: said.name } });
  }
}

function toSaid({ name, code, investor }: Confirmation): LineName {
  return { name: cleanText(name), code, investor: investor === null ? null : cleanText(investor) };
}

function placeOf(line: WaitingLine | undefined) {
  if (line === undefined) return undefined;
  const { sheet, cell } = line.project.ref;
  return { importId: line.importId, sheet, cell };
}
