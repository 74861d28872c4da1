import { isPartOf } from './funding-sources.js';
import type { FundingSourceCode } from './words.js';

/**
 * Each source with the level at which figures about it can be set side by side: its group (NSĐP, CTMTQG) where the group itself
 * is among them, else itself. Nothing is split by guess.
 */
export function comparableSources(sources: Iterable<FundingSourceCode>): Map<FundingSourceCode, FundingSourceCode> {
  const distinct = [...new Set(sources)];
  return new Map(distinct.map((source) => [source, distinct.find((group) => isPartOf(source, group)) ?? source]));
}
