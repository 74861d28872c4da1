import { groupBy } from './group-by.js';
import { investorKey } from './investors.js';
import { nameKey } from './vietnamese-text.js';

interface Named {
  readonly name: string;
  readonly investor: string | null;
}

/** What rows without a code share where they are one project: name and investor. */
export function identityOf({ name, investor }: Named): string {
  return `${nameKey(name)}|${investor === null ? '' : investorKey(investor)}`;
}

/**
 * By key of the name: the investor of the rows without a code, where all that name one name the same. A row that tells no investor
 * goes with the others of its name.
 */
export function onlyInvestors(rows: readonly Named[]): Map<string, string> {
  const only = new Map<string, string>();
  for (const [name, group] of groupBy(rows, (row) => nameKey(row.name))) {
    const told = group.flatMap(({ investor }) => (investor === null ? [] : [investor]));
    if (told[0] !== undefined && new Set(told.map(investorKey)).size === 1) only.set(name, told[0]);
  }
  return only;
}
