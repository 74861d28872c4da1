import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recallLimit } from '../domain/disposition.js';
import { donorGrounds, type DonorGround } from '../domain/donors.js';
import { AuditService } from '../audit/audit.service.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import type { DonorView } from './dispositions.types.js';
import { donorsOf, insertDonor, toldFigures, type ToldFigure } from './donors.repository.js';
import { reasonCode } from './reason-codes.repository.js';
import { findFinding, findRound, listFindings } from './review-rounds.repository.js';
import type { FindingView, ReviewRoundView } from './review-rounds.types.js';
import { holdWorkingRound } from './round-life.repository.js';

export interface DonorSuggestion extends DonorGround {
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  /** cells of the figures beside plan and disbursement */
  readonly evidence: readonly string[];
}

export interface ProposedDonor {
  readonly projectId: string;
  readonly reasonCode: string;
  /** why; null takes the sentence of the rule that suggests the project */
  readonly ground: string | null;
}

/** Projects that give capital back though the percentage does not catch them (161/QĐ-UBND 2.3, 5.1). */
@Injectable()
export class DonorsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  async list(roundId: string): Promise<Result<readonly DonorView[]>> {
    const { manager } = this.dataSource;
    if ((await findRound(manager, roundId)) === null) return refused('round.notFound', { id: roundId });
    return accepted([...(await donorsOf(manager, roundId)).values()]);
  }

  /** Projects of the round that rules suggest and nobody has added yet. */
  async suggestions(roundId: string): Promise<Result<readonly DonorSuggestion[]>> {
    const { manager } = this.dataSource;
    const round = await findRound(manager, roundId);
    if (round === null) return refused('round.notFound', { id: roundId });
    const donors = await donorsOf(manager, roundId);
    return accepted((await suggestionsOf(manager, round)).filter(({ projectId }) => !donors.has(projectId)));
  }

  /** Adds a project to the list of a round that is worked on, by the rule that suggests it or by hand with a reason. */
  async add(roundId: string, proposed: ProposedDonor): Promise<Result<DonorView>> {
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const round = await holdWorkingRound(manager, roundId);
        const { name } = await requireDonor(manager, roundId, proposed);
        const told = proposed.ground ?? (await groundOfRule(manager, round, proposed));
        if (told === null) breakOff({ code: 'donor.groundMissing', parameters: { project: name } });
        const { projectId, reasonCode: code } = proposed;
        const added = await insertDonor(manager, {
          ...{ roundId, projectId, reasonCode: code, ground: told, recordedAt: await clockOfDatabase(manager) },
          foundBy: proposed.ground === null ? 'rule' : 'hand',
        });
        if (!added) breakOff({ code: 'donor.exists', parameters: { project: name } });
        const data = { projectId, reasonCode: code, ground: told };
        await this.audit.record(manager, {
          kind: 'round.donorAdded',
          subject: 'review_round',
          subjectId: roundId,
          data,
        });
        const donor = (await donorsOf(manager, roundId)).get(projectId);
        if (donor === undefined) throw new Error(`donor ${projectId} is not there after it was written`);
        return donor;
      }),
    );
  }
}

async function requireDonor(manager: EntityManager, roundId: string, proposed: ProposedDonor): Promise<FindingView> {
  const { projectId, reasonCode: code } = proposed;
  const finding = await findFinding(manager, roundId, projectId);
  if (finding === null) breakOff({ code: 'finding.notFound', parameters: { projectId } });
  const { name: project } = finding;
  if (finding.outcome === 'candidate') breakOff({ code: 'donor.isCandidate', parameters: { project } });
  if (!canGive(finding)) breakOff({ code: 'donor.nothingToGive', parameters: { project } });
  if ((await reasonCode(manager, code))?.use !== 'donor') breakOff({ code: 'reason.unknown', parameters: { code } });
  return finding;
}

/** A plan of the year, a known disbursement and something between them. */
function canGive({ planVnd, disbursedVnd, bySource }: FindingView): boolean {
  return planVnd > 0n && disbursedVnd !== null && bySource.some((share) => recallLimit(share) > 0n);
}

async function groundOfRule(
  manager: EntityManager,
  round: ReviewRoundView,
  proposed: ProposedDonor,
): Promise<string | null> {
  const found = (await suggestionsOf(manager, round)).find(
    ({ projectId, reasonCode: code }) => projectId === proposed.projectId && code === proposed.reasonCode,
  );
  return found?.ground ?? null;
}

async function suggestionsOf(manager: EntityManager, round: ReviewRoundView): Promise<DonorSuggestion[]> {
  const { rule, knownAt } = round;
  const told = await toldFigures(manager, { planYear: rule.planYear, knownAt });
  const findings = (await listFindings(manager, round.id, {}, -1, null)).items;
  return findings
    .filter((finding) => finding.outcome !== 'candidate' && canGive(finding))
    .flatMap((finding) =>
      suggestionsFor(
        finding,
        told.filter(({ projectId }) => projectId === finding.projectId),
      ),
    );
}

function suggestionsFor(finding: FindingView, told: readonly ToldFigure[]): DonorSuggestion[] {
  const figure = (field: ToldFigure['field']): bigint | null => {
    const found = told.find((candidate) => candidate.field === field);
    return found === undefined ? null : BigInt(found.vnd);
  };
  const { projectId, code, name, investor, status, planVnd, disbursedVnd } = finding;
  const grounds = donorGrounds({
    ...{ status, planVnd, disbursedVnd: disbursedVnd ?? 0n, totalInvestmentVnd: figure('totalInvestment') },
    ...{ accumulatedVnd: figure('plan.accumulated'), yearEndEstimateVnd: figure('estimate.yearEnd') },
  });
  return grounds.map((ground) => ({
    projectId,
    code,
    name,
    investor,
    ...ground,
    evidence: told.map(({ cell }) => cell),
  }));
}
