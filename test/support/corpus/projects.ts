import { DISTRICTS, PROVINCIAL_INVESTORS, SECTORS } from './names.js';
import { Chance } from './random.js';
import type { ProjectStatus } from '../../../src/domain/words.js';

/** What one funding source gives to an invented project; all đồng. */
export interface InventedPart {
  readonly source: string;
  readonly mediumTerm: bigint;
  /** allotted up to the end of the year before the plan year */
  readonly accumulated: bigint;
  readonly plan: bigint;
  readonly carriedOver: bigint;
  readonly disbursed: bigint;
  readonly carriedOverDisbursed: bigint;
  /** of `disbursed` */
  readonly month: bigint;
  /** of `disbursed`; the rest is paid for completed volume */
  readonly advance: bigint;
}

/** A project that exists only in the corpus. */
export interface InventedProject {
  readonly code: string;
  readonly name: string;
  readonly investor: string;
  readonly district: string;
  readonly sector: string;
  readonly status: ProjectStatus;
  readonly group: 'A' | 'B' | 'C';
  readonly startYear: number;
  readonly endYear: number;
  readonly decisionNumber: number;
  /** YYYY-MM-DD */
  readonly decisionDay: string;
  /** đồng, all sources */
  readonly totalInvestment: bigint;
  readonly parts: readonly InventedPart[];
}

export interface Invention {
  readonly seed: string;
  readonly count: number;
  readonly sources: readonly string[];
  readonly statuses?: readonly ProjectStatus[];
  readonly sectors?: number;
  /** smallest step of an amount, đồng; 1000 where the paper prints three decimals of a million */
  readonly step?: bigint;
  /** sources a project may have at most */
  readonly most?: number;
}

export const PLAN_YEAR = 2025;

/** Projects with distinct codes and names whose figures hold together (disbursed <= plan <= medium term <= total investment). */
export function inventProjects(about: Invention): InventedProject[] {
  const chance = new Chance(about.seed);
  const names = new Set<string>();
  const codes = new Set<string>();
  const projects: InventedProject[] = [];
  while (projects.length < about.count) {
    const project = invent(chance, about, projects.length);
    if (names.has(project.name) || codes.has(project.code)) continue;
    names.add(project.name);
    codes.add(project.code);
    projects.push(project);
  }
  return projects;
}

function invent(chance: Chance, about: Invention, position: number): InventedProject {
  const sector = SECTORS[position % (about.sectors ?? 3)]!;
  const district = chance.pick(DISTRICTS);
  const statuses = about.statuses ?? ['continuing', 'new'];
  const status = statuses[Math.floor(position / (about.sectors ?? 3)) % statuses.length]!;
  const startYear = status === 'new' || status === 'preparation' ? PLAN_YEAR : chance.between(2021, 2024);
  const parts = inventParts(chance, about, status, position);
  const promised = parts.reduce((sum, part) => sum + part.mediumTerm, 0n);
  return {
    code: String(chance.pick([7_600_000, 8_000_000]) + chance.between(0, 199_999)),
    name: chance
      .pick(sector.patterns)
      .replace('{xã}', chance.pick(district.communes))
      .replace('{huyện}', district.name)
      .replace('{n}', String(chance.between(2, 9))),
    investor: chance.happens(50) ? `UBND huyện ${district.name}` : chance.pick(PROVINCIAL_INVESTORS),
    district: district.name,
    sector: sector.name,
    status,
    group: chance.pick(['B', 'C', 'C'] as const),
    startYear,
    endYear: Math.max(startYear + 1, PLAN_YEAR) + chance.between(0, 1),
    decisionNumber: chance.between(101, 2999),
    decisionDay: `${startYear - 1}-${String(chance.between(1, 11)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`,
    totalInvestment: ((promised * 5n) / 4n / 1_000_000_000n + 1n) * 1_000_000_000n,
    parts,
  };
}

function inventParts(chance: Chance, about: Invention, status: ProjectStatus, position: number): InventedPart[] {
  const most = Math.min(about.most ?? 1, about.sources.length);
  const count = chance.between(1, most);
  // Neighbouring positions take turns, so that every source has projects of every sector.
  const first = Math.floor(position / (about.sectors ?? 3)) % about.sources.length;
  const parts: InventedPart[] = [];
  for (let index = 0; index < count; index += 1) {
    const source = about.sources[(first + index) % about.sources.length]!;
    parts.push(inventPart(chance, about.step ?? 1000n, source, status));
  }
  return parts;
}

function inventPart(chance: Chance, step: bigint, source: string, status: ProjectStatus): InventedPart {
  const round = (vnd: number): bigint => (BigInt(Math.round(vnd)) / step) * step;
  const old = status === 'continuing' || status === 'completed';
  const plan = round(chance.between(1_500_000, 95_000_000) * 1000 + chance.between(0, 999_999));
  const disbursed = round(Number(plan) * chance.next() * 0.95);
  const accumulated = old ? round(Number(plan) * (0.4 + chance.next())) : 0n;
  const carriedOver = old && chance.happens(40) ? round(Number(plan) * 0.1 * (0.2 + chance.next())) : 0n;
  return {
    source,
    plan,
    disbursed,
    accumulated,
    carriedOver,
    carriedOverDisbursed: round(Number(carriedOver) * chance.next()),
    mediumTerm: plan + accumulated + round(Number(plan) * chance.next()),
    month: round(Number(disbursed) * 0.3 * chance.next()),
    advance: round(Number(disbursed) * 0.5 * chance.next()),
  };
}

export function sumOf(project: InventedProject, figure: (part: InventedPart) => bigint): bigint {
  return project.parts.reduce((sum, part) => sum + figure(part), 0n);
}

/** `1547/QĐ-UBND; 21/8/2023` */
export function decisionText(project: InventedProject): string {
  const [year, month, day] = project.decisionDay.split('-').map(Number) as [number, number, number];
  return `${project.decisionNumber}/QĐ-UBND; ${day}/${month}/${year}`;
}

export function period(project: InventedProject): string {
  return `${project.startYear}-${project.endYear}`;
}
