import { currentNamesOf, investorKey } from './investors.js';
import { isSameOrPartOf } from './funding-sources.js';
import { toVietnameseDate, type LocalDate } from './local-date.js';
import { formatVnd } from './money.js';
import type { ProjectFacts } from './project-facts.js';
import type { Population, ReviewRule } from './review-rule.js';
import { groupName, statusName } from './rule-words.js';
import { fold, nameKey } from './vietnamese-text.js';
import type { FundingSourceCode } from './words.js';

/** Whether a project is under review; `unknown` where the files do not tell what a condition asks. Reasons are Vietnamese sentences. */
export type Membership = { readonly member: 'in' } | { readonly member: 'out' | 'unknown'; readonly reason: string };

/** What conditions ask of a project itself. */
export interface Described extends Pick<
  ProjectFacts,
  'key' | 'code' | 'status' | 'investor' | 'location' | 'sector' | 'group'
> {
  /** first day on which it has a plan of the year */
  readonly firstPlanOn: LocalDate | null;
}

/** What a condition asks of one project. */
export interface Candidate {
  readonly facts: Described;
  /** sources with a plan of the year on the as-of day */
  readonly plannedSources: readonly FundingSourceCode[];
  /** plan of the year on the as-of day */
  readonly planVnd: bigint;
}

type Condition = (candidate: Candidate) => Membership;

const IN: Membership = { member: 'in' };
const out = (reason: string): Membership => ({ member: 'out', reason });
const unknown = (reason: string): Membership => ({ member: 'unknown', reason });

/**
 * The conditions of a rule as one question. A condition that fails leaves the project out whatever else is unknown; a condition
 * that the files do not answer makes it unclassified, never silently left out (contract).
 */
export function membershipOf(rule: ReviewRule): (candidate: Candidate) => Membership {
  const conditions = conditionsOf(rule.population, rule.asOf);
  return (candidate) => {
    let untold: Membership | null = null;
    for (const condition of conditions) {
      const membership = condition(candidate);
      if (membership.member === 'out') return membership;
      if (membership.member === 'unknown') untold ??= membership;
    }
    return untold ?? IN;
  };
}

function conditionsOf(population: Population, asOf: LocalDate): Condition[] {
  return [
    exempt(population),
    status(population),
    sources(population),
    investors(population, asOf),
    groups(population),
    sectors(population),
    places(population),
    firstAllocated(population),
    minimumPlan(population),
  ].filter((condition) => condition !== null);
}

function exempt({ exemptions }: Population): Condition | null {
  if (exemptions.length === 0) return null;
  const reasons = new Map(exemptions.map(({ project, reason }) => [project, reason]));
  return ({ facts }) => {
    const reason = reasons.get(facts.key) ?? (facts.code === null ? undefined : reasons.get(facts.code));
    return reason === undefined ? IN : out(`Được miễn rà soát ở đợt này: ${reason.replace(/\.$/, '')}.`);
  };
}

function status({ statuses }: Population): Condition | null {
  if (statuses === null) return null;
  return ({ facts }) => {
    if (facts.status === 'unclassified') {
      return unknown('Tài liệu không cho biết tính chất dự án, chưa xác định được có thuộc phạm vi rà soát hay không.');
    }
    return statuses.includes(facts.status)
      ? IN
      : out(`Là ${statusName(facts.status)}, không thuộc phạm vi rà soát của đợt này.`);
  };
}

function sources(population: Population): Condition | null {
  const wanted = population.sources;
  if (wanted === null) return null;
  return ({ plannedSources }) =>
    plannedSources.some((source) => wanted.some((other) => isSameOrPartOf(source, other)))
      ? IN
      : out(`Không có kế hoạch vốn thuộc nguồn rà soát của đợt này (${wanted.join(', ')}).`);
}

function investors(population: Population, asOf: LocalDate): Condition | null {
  if (population.investors === null) return null;
  const wanted = new Set(population.investors.map((name) => presentKey(name, asOf)));
  return ({ facts }) => {
    if (facts.investor === null) return unknown(untold('chủ đầu tư'));
    return wanted.has(presentKey(facts.investor, asOf))
      ? IN
      : out(`Chủ đầu tư ${facts.investor} không thuộc phạm vi rà soát của đợt này.`);
  };
}

/** Key of the unit that carries on on a day; a unit whose work was divided among several keeps its own. */
function presentKey(name: string, day: LocalDate): string {
  const names = currentNamesOf(name, day);
  return investorKey(names.length === 1 ? (names[0] ?? name) : name);
}

function groups(population: Population): Condition | null {
  const wanted = population.groups;
  if (wanted === null) return null;
  return ({ facts }) => {
    const group = facts.group ?? null;
    if (group === null) return unknown(untold('nhóm dự án'));
    return wanted.includes(group) ? IN : out(`Là ${groupName(group)}, không thuộc phạm vi rà soát của đợt này.`);
  };
}

function sectors(population: Population): Condition | null {
  if (population.sectors === null) return null;
  const wanted = new Set(population.sectors.map(plainKey));
  return ({ facts }) => {
    if (facts.sector === null) return unknown(untold('ngành, lĩnh vực'));
    return wanted.has(plainKey(facts.sector))
      ? IN
      : out(`Ngành, lĩnh vực “${facts.sector}” không thuộc phạm vi rà soát của đợt này.`);
  };
}

function places(population: Population): Condition | null {
  if (population.places === null) return null;
  const wanted = population.places.map((place) => ` ${plainKey(place)} `);
  return ({ facts }) => {
    if (facts.location === null) return unknown(untold('địa điểm'));
    const location = ` ${plainKey(facts.location)} `;
    return wanted.some((place) => location.includes(place))
      ? IN
      : out(`Địa điểm “${facts.location}” không thuộc phạm vi rà soát của đợt này.`);
  };
}

function plainKey(text: string): string {
  return fold(nameKey(text));
}

function untold(what: string): string {
  return `Tài liệu không cho biết ${what}, chưa xác định được có thuộc phạm vi rà soát hay không.`;
}

function firstAllocated({ firstAllocatedBefore: day }: Population): Condition | null {
  if (day === null) return null;
  return ({ facts }) => {
    const first = facts.firstPlanOn;
    if (first === null || first < day) return IN;
    return out(
      `Được giao kế hoạch lần đầu ngày ${toVietnameseDate(first)}, đợt này chỉ rà soát dự án được giao trước ngày ${toVietnameseDate(day)}.`,
    );
  };
}

function minimumPlan({ minimumPlanVnd: least }: Population): Condition | null {
  if (least === null) return null;
  return ({ planVnd }) =>
    planVnd >= least
      ? IN
      : out(`Kế hoạch ${formatVnd(planVnd)} đồng, đợt này chỉ rà soát dự án có kế hoạch từ ${formatVnd(least)} đồng.`);
}
