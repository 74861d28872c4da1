import { isSameOrPartOf } from './funding-sources.js';
import type { FundingSourceCode } from './words.js';

/**
 * Sources whose money can be told apart: each by itself, but a group (NSĐP) together with its parts where a project has both,
 * because a figure told by group cannot be split by the reader. Order of first appearance.
 */
export function sourceUnits(sources: Iterable<FundingSourceCode>): FundingSourceCode[][] {
  let units: FundingSourceCode[][] = [];
  for (const source of new Set(sources)) {
    const touching = units.filter((unit) => unit.some((other) => isSameOrPartOf(source, other)));
    const first = touching[0];
    if (first === undefined) {
      units.push([source]);
      continue;
    }
    const joined = [...touching.flat(), source];
    units = units.flatMap((unit) => (unit === first ? [joined] : touching.includes(unit) ? [] : [unit]));
  }
  return units;
}
