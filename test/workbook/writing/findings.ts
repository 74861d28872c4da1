import type { Finding } from '../../../src/domain/finding.js';
import { review } from '../../../src/domain/review.js';
import { SHIPPED_REVIEW_RULES, type ReviewRule } from '../../../src/domain/review-rule.js';
import type { ProjectFacts } from '../../../src/domain/project-facts.js';

export const ROUND_1: ReviewRule = SHIPPED_REVIEW_RULES[0]!;

export interface SourceMoney {
  readonly source: string;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
}

export interface ProjectSpec {
  readonly code: string;
  readonly name: string;
  readonly investor: string | null;
  readonly money: readonly SourceMoney[];
  readonly reported?: boolean;
  readonly advance?: boolean;
}

/** A continuing project with a plan and, unless told otherwise, a Treasury report as of the round's day. */
function facts(project: ProjectSpec): ProjectFacts {
  const { code, name, investor, money, reported = true, advance = true } = project;
  return {
    key: code,
    code,
    name,
    investor,
    location: 'huyện Mai Sơn',
    sector: null,
    status: 'continuing',
    statusInferred: false,
    matchedBy: reported ? 'code' : null,
    planEntries: money.map(({ source, planVnd }, index) => ({
      source,
      planKind: 'current',
      amountVnd: planVnd,
      effectiveOn: '2025-01-01',
      nature: 'initial',
      decidedOn: null,
      decision: null,
      ref: { file: 'ke-hoach.xlsx', sheet: source, cell: `L${index + 10}` },
    })),
    snapshots: !reported
      ? []
      : money.map(({ source, disbursedVnd }, index) => ({
          report: 'thang-6',
          reportOrder: 1,
          source,
          planKind: 'current',
          asOf: '2025-06-30',
          origin: 'treasury',
          amountVnd: disbursedVnd,
          advanceVnd: advance ? disbursedVnd / 2n : null,
          completedVolumeVnd: null,
          ref: { file: 'giai-ngan.xlsx', sheet: 'T6', cell: `H${index + 10}` },
        })),
  };
}

export function findingsOf(projects: readonly ProjectSpec[], rule: ReviewRule = ROUND_1): Finding[] {
  return review(rule, projects.map(facts), { complete: false });
}

const trieu = (amount: number): bigint => BigInt(Math.round(amount * 1000)) * 1000n;

/** Three candidates of two investors and three sources, one project that is met, one without a report. */
export const PROJECTS: readonly ProjectSpec[] = [
  {
    code: '7600001',
    name: 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn',
    investor: 'UBND huyện Mai Sơn',
    money: [
      { source: 'XSKT', planVnd: trieu(4874), disbursedVnd: trieu(327.167) },
      { source: 'NSTW', planVnd: trieu(10721), disbursedVnd: trieu(4725.867) },
    ],
  },
  {
    code: '7600002',
    name: 'Cầu bản Cang, xã Mường La',
    investor: 'Ban QLDA ĐTXD các công trình giao thông tỉnh',
    money: [{ source: 'NSTW', planVnd: trieu(4750), disbursedVnd: trieu(2374.999) }],
  },
  {
    code: '7600003',
    name: 'Hồ chứa nước Lái Bay, huyện Thuận Châu',
    investor: 'UBND Huyện Mai Sơn',
    money: [{ source: 'SDD', planVnd: 29_999_999_999n, disbursedVnd: 14_999_999_998n }],
  },
  {
    code: '7600004',
    name: 'Trạm y tế xã Phiêng Cằm',
    investor: 'UBND huyện Mai Sơn',
    money: [{ source: 'NSTW', planVnd: trieu(1000), disbursedVnd: trieu(500) }],
  },
  {
    code: '7600005',
    name: 'Trường THCS Suối Tọ',
    investor: null,
    money: [{ source: 'NSTW', planVnd: trieu(1000), disbursedVnd: 0n }],
    reported: false,
  },
];
