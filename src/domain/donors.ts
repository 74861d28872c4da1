import { formatVnd } from './money.js';
import type { ProjectStatus } from './words.js';

/** What the books tell of a project beside its percentage; null where no workbook tells it. */
export interface DonorFacts {
  readonly status: ProjectStatus;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  /** tổng mức đầu tư */
  readonly totalInvestmentVnd: bigint | null;
  /** lũy kế vốn đã bố trí đến hết năm trước */
  readonly accumulatedVnd: bigint | null;
  /** ước giải ngân cả năm */
  readonly yearEndEstimateVnd: bigint | null;
}

export interface DonorGround {
  /** of the catalogue (`reason-codes.ts`) */
  readonly reasonCode: 'planAboveInvestment' | 'settledBelowPlan' | 'noLongerNeeded';
  /** đồng that can be given back, 1..plan - disbursed */
  readonly excessVnd: bigint;
  /** Vietnamese sentence with the figures */
  readonly ground: string;
}

/**
 * Why a project may give capital back whatever its percentage: its plan goes above what is left of the total investment (domain
 * handbook 6.3), or its own estimate of the year stays below the plan (161/QĐ-UBND 5.1 "không còn nhu cầu"; of a finished
 * project its settlement).
 */
export function donorGrounds(facts: DonorFacts): DonorGround[] {
  return [aboveInvestment(facts), belowPlan(facts)].filter((ground) => ground !== null);
}

function aboveInvestment(facts: DonorFacts): DonorGround | null {
  const { planVnd, totalInvestmentVnd, accumulatedVnd } = facts;
  if (totalInvestmentVnd === null || accumulatedVnd === null || totalInvestmentVnd <= 0n) return null;
  const excessVnd = within(facts, accumulatedVnd + planVnd - totalInvestmentVnd);
  if (excessVnd <= 0n) return null;
  const ground = `Lũy kế đã bố trí ${formatVnd(accumulatedVnd)} đồng cộng kế hoạch ${formatVnd(planVnd)} đồng vượt tổng mức đầu tư ${formatVnd(totalInvestmentVnd)} đồng.`;
  return { reasonCode: 'planAboveInvestment', excessVnd, ground };
}

function belowPlan(facts: DonorFacts): DonorGround | null {
  const { status, planVnd, yearEndEstimateVnd } = facts;
  if (yearEndEstimateVnd === null) return null;
  const excessVnd = within(facts, planVnd - yearEndEstimateVnd);
  if (excessVnd <= 0n) return null;
  const ground = `Ước giải ngân cả năm ${formatVnd(yearEndEstimateVnd)} đồng, thấp hơn kế hoạch ${formatVnd(planVnd)} đồng.`;
  return { reasonCode: status === 'completed' ? 'settledBelowPlan' : 'noLongerNeeded', excessVnd, ground };
}

/** Never more than plan - disbursed. */
function within({ planVnd, disbursedVnd }: DonorFacts, excessVnd: bigint): bigint {
  const limitVnd = planVnd - disbursedVnd;
  return excessVnd < limitVnd ? excessVnd : limitVnd;
}
