import { Injectable } from '@nestjs/common';
import { toVietnameseDate } from '../domain/local-date.js';
import type { ProposedDisposition } from '../domain/disposition.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { DispositionsService } from '../review-rounds/dispositions.service.js';
import type { DispositionView } from '../review-rounds/dispositions.types.js';
import { DonorsService } from '../review-rounds/donors.service.js';
import { ExplanationsService } from '../review-rounds/explanations.service.js';
import { OffendersService } from '../review-rounds/offenders.service.js';
import { ReviewRoundsService } from '../review-rounds/review-rounds.service.js';
import { WORKING_STATES } from '../review-rounds/round-states.js';
import type { VerdictForm } from './verdict-form.js';
import type { FindingPageView } from './views/round-finding-page.js';
import type { IssuePageView } from './views/round-issue-page.js';

/** Gathers what the pages inside a round show. */
@Injectable()
export class RoundPageBuilder {
  constructor(
    private readonly rounds: ReviewRoundsService,
    private readonly dispositions: DispositionsService,
    private readonly explanations: ExplanationsService,
    private readonly donors: DonorsService,
    private readonly offenders: OffendersService,
  ) {}

  async finding(id: string, projectId: string): Promise<Result<FindingPageView>> {
    const round = await this.rounds.find(id);
    if (!round.ok) return round;
    const history = await this.dispositions.history(id, projectId);
    if (!history.ok) return history;
    const finding = await this.rounds.finding(id, projectId);
    const explanations = await this.explanations.ofRound(id);
    const donors = await this.donors.list(id);
    if (!finding.ok) return finding;
    if (!explanations.ok) return explanations;
    if (!donors.ok) return donors;
    const donor = donors.value.find((candidate) => candidate.projectId === projectId) ?? null;
    const working = WORKING_STATES.includes(round.value.state);
    const isRow = finding.value.outcome === 'candidate' || donor !== null;
    return accepted({
      ...{ round: round.value, finding: finding.value, history: history.value, donor, errors: [] },
      explanation: explanations.value.get(projectId) ?? null,
      otherRounds: (await this.offenders.otherRounds(id)).get(projectId) ?? 0,
      reasons: await this.dispositions.reasonCodes(),
      form: formOf(history.value[0] ?? null),
      row: isRow,
      canBeDonor: !isRow && working,
      open: isRow && working,
    });
  }

  record(
    id: string,
    projectId: string,
    proposed: ProposedDisposition,
    version: number,
  ): Promise<Result<DispositionView>> {
    return this.dispositions.record(id, projectId, proposed, version);
  }

  async issue(id: string): Promise<Result<Omit<IssuePageView, 'documentNumber' | 'errors'>>> {
    const round = await this.rounds.find(id);
    if (!round.ok) return round;
    if (round.value.state === 'draft') return refused('round.draft');
    const totals = await this.rounds.recallTotals(id);
    return totals.ok ? accepted({ round: round.value, ...totals.value }) : totals;
  }
}

/** The form as it stands: the verdict that counts, or nothing chosen. */
function formOf(current: DispositionView | null): VerdictForm {
  if (current === null) {
    return { verdict: '', amounts: {}, reasonCode: '', reasonText: '', keepUntil: '', version: 0 };
  }
  const { verdict, bySource, reasonCode, reasonText, keepUntil, version } = current;
  const amounts =
    verdict === 'recallPart'
      ? Object.fromEntries(bySource.map((part) => [part.source, part.amountVnd.toString()]))
      : {};
  return {
    ...{ verdict, amounts, version },
    reasonCode: reasonCode ?? '',
    reasonText: reasonText ?? '',
    keepUntil: keepUntil === null ? '' : toVietnameseDate(keepUntil),
  };
}
