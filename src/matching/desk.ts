import { groupBy } from '../domain/group-by.js';
import { investorKey, mayBeSameInvestor } from '../domain/investors.js';
import { suggester } from '../domain/name-suggestions.js';
import { sumVnd } from '../domain/money.js';
import { cleanText, nameKey } from '../domain/vietnamese-text.js';
import type { KnownRecord } from '../projects/known-projects.repository.js';
import type { WaitingLine } from './desk.repository.js';
import type { LineName, Suggestion, TwoRecordsOnOneName, WaitingImport, WaitingName } from './matching.types.js';

/** Lines with one key say the same of their project and wait for one decision. */
export function keyOfLine({ name, code, investor }: LineName): string {
  return JSON.stringify([nameKey(name), code, investor === null ? null : investorKey(investor)]);
}

/** The waiting lines by what they say, each with what it may mean; biggest money first. */
export function waitingNames(lines: readonly WaitingLine[], known: readonly KnownRecord[]): WaitingName[] {
  const suggest = suggester(known);
  const byKey = new Map(known.map((project) => [project.key, project]));
  const sameName = groupBy(known, (project) => nameKey(project.name));
  return [...groupBy(lines, ({ project }) => keyOfLine(project)).values()]
    .flatMap((group) => {
      const first = group[0];
      if (first === undefined) return [];
      const { name, code, investor } = first.project;
      const imports = importsOf(group);
      return {
        ...{ name: cleanText(name), code, investor },
        state: (sameName.get(nameKey(name))?.length ?? 0) > 1 ? ('ambiguous' as const) : ('unmatched' as const),
        amountVnd: imports.reduce((most, { amountVnd }) => (amountVnd > most ? amountVnd : most), 0n),
        lines: group.length,
        imports,
        suggestions: suggest(first.project).flatMap((candidate) => toSuggestion(candidate, byKey)),
        mayCreate: group.some(({ state }) => state === 'committed'),
      };
    })
    .sort(byMoney);
}

function byMoney(a: WaitingName, b: WaitingName): number {
  if (a.amountVnd !== b.amountVnd) return a.amountVnd > b.amountVnd ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function importsOf(group: readonly WaitingLine[]): WaitingImport[] {
  return [...groupBy(group, (line) => line.importId).values()].flatMap((lines) => {
    const first = lines[0];
    if (first === undefined) return [];
    const { importId, kind, state, planYear, asOf, project } = first;
    return {
      ...{ importId, kind, state, planYear, asOf, file: project.ref.file },
      amountVnd: sumVnd(lines.map((line) => line.amountVnd)),
      places: lines.map((line) => ({ sheet: line.project.ref.sheet, cell: line.project.ref.cell })),
    };
  });
}

function toSuggestion(
  { key, score, reason }: { readonly key: string; readonly score: number; readonly reason: string },
  byKey: ReadonlyMap<string, KnownRecord>,
): Suggestion[] {
  const project = byKey.get(key);
  if (project === undefined) return [];
  const { code, name, investor } = project;
  return [{ projectId: key, code, name, investor, score, reason }];
}

/**
 * Records of one name, at least one with a code, whose investors are the same, untold, or one after the other: perhaps one project
 * under two codes. Pairs that a person told apart are left out.
 */
export function twoRecordsOnOneName(known: readonly KnownRecord[], apart: ReadonlySet<string>): TwoRecordsOnOneName[] {
  return [...groupBy(known, (project) => nameKey(project.name)).values()].flatMap((group) => {
    const records = group.filter((one) => group.some((other) => other !== one && mayBeOne(one, other, apart)));
    const [first] = records;
    if (first === undefined || records.every(({ code }) => code === null)) return [];
    return {
      name: first.name,
      records: records.map(({ key, code, investor }) => ({ projectId: key, code, investor })),
    };
  });
}

function mayBeOne(a: KnownRecord, b: KnownRecord, apart: ReadonlySet<string>): boolean {
  if (apart.has([a.key, b.key].sort().join('|'))) return false;
  return a.investor === null || b.investor === null || mayBeSameInvestor(a.investor, b.investor);
}
