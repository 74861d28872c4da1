import type { EntityManager } from 'typeorm';
import { currentInvestorNames, namesCarriedOn } from '../investors/investors.repository.js';
import type { Perspective } from './projects.types.js';

type On = Pick<Perspective, 'asOf' | 'knownAt' | 'investorView'>;

/** How an investor is named from a perspective: as carried on by the day, or as reported. */
export async function investorNaming(
  manager: EntityManager,
  perspective: On,
): Promise<(name: string | null) => string | null> {
  if (perspective.investorView === 'asReported') return (name) => name;
  const currentName = await currentInvestorNames(manager, perspective);
  return (name) => (name === null ? null : currentName(name));
}

/** Names of the books that a filter by one investor means from a perspective. */
export async function investorNames(manager: EntityManager, name: string, perspective: On): Promise<string[]> {
  return perspective.investorView === 'asReported' ? [name] : namesCarriedOn(manager, name, perspective);
}
