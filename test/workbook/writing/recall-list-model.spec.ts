import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_LETTERHEAD } from '../../../src/domain/letterhead.js';
import { sumVnd } from '../../../src/domain/money.js';
import { legalBasisOf } from '../../../src/domain/review-rule.js';
import { buildRecallList } from '../../../src/workbook/writing/recall-list-model.js';
import type { Finding } from '../../../src/domain/finding.js';
import { findingsOf, PROJECTS, ROUND_1, type ProjectSpec } from './findings.js';

const SOURCES = ['NSTW', 'CDNS', 'SDD', 'XSKT', 'MTQG-NTM', 'NGUON-MOI'];

const money = fc
  .tuple(fc.constantFrom(...SOURCES), fc.bigInt(1n, 9_000_000_000_000n), fc.nat(120))
  .map(([source, planVnd, percent]) => ({ source, planVnd, disbursedVnd: (planVnd * BigInt(percent)) / 100n }));

const projects: fc.Arbitrary<ProjectSpec[]> = fc.uniqueArray(
  fc.record({
    code: fc.integer({ min: 7_000_000, max: 7_000_200 }).map(String),
    name: fc.constantFrom('Đường', 'Cầu', 'Trường', 'Ao', 'Ấp'),
    investor: fc.constantFrom('UBND huyện Mai Sơn', 'UBND H. Mai Sơn', 'Công an tỉnh', null),
    money: fc.uniqueArray(money, { selector: (share) => share.source, minLength: 1, maxLength: 4 }),
    reported: fc.boolean(),
  }),
  { selector: (project) => project.code, maxLength: 25 },
);

const candidates = (findings: readonly Finding[]): Finding[] => findings.filter((f) => f.outcome === 'candidate');

describe('buildRecallList', () => {
  const list = buildRecallList(ROUND_1, findingsOf(PROJECTS));

  it('puts candidates under their sources and investors, in the order of the catalogue and of names', () => {
    const outline = list.sources.map((source) => [
      source.source,
      ...source.investors.map((group) => [group.investor, ...group.shares.map((share) => share.project.finding.code)]),
    ]);
    expect(outline).toEqual([
      ['NSTW', ['Ban QLDA ĐTXD các công trình giao thông tỉnh', '7600002'], ['UBND huyện Mai Sơn', '7600001']],
      ['SDD', ['UBND Huyện Mai Sơn', '7600003']],
      ['XSKT', ['UBND huyện Mai Sơn', '7600001']],
    ]);
  });

  it('keeps one investor in one group whatever its spelling', () => {
    expect(list.investors.map((group) => [group.investor, group.projects.length])).toEqual([
      ['Ban QLDA ĐTXD các công trình giao thông tỉnh', 1],
      ['UBND huyện Mai Sơn', 2],
    ]);
  });

  it('lists what it cannot conclude apart, and counts the rest', () => {
    expect(list.pending.map((finding) => finding.code)).toEqual(['7600005']);
    expect(list.summary).toMatchObject({ projects: 5, candidates: 3, met: 1, noData: 1 });
  });

  it('words the header from the rule', () => {
    expect(list.header).toMatchObject({
      parentAgency: 'UBND TỈNH SƠN LA',
      agency: 'SỞ TÀI CHÍNH',
      signatoryTitle: 'GIÁM ĐỐC',
      title: 'DANH SÁCH DỰ ÁN ĐỀ NGHỊ THU HỒI, ĐIỀU CHUYỂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025 (ĐỢT 1)',
      legalBasis: legalBasisOf(ROUND_1).text,
    });
    const adHoc = buildRecallList({ ...ROUND_1, round: null }, [], {
      letterhead: { ...SHIPPED_LETTERHEAD, abbreviation: 'SKHĐT' },
    });
    expect(adHoc.header.title).not.toContain('ĐỢT');
    expect(adHoc.header.attachedTo).toContain('/TTr-SKHĐT ngày');
  });

  it('takes reasons, notes and proposed recalls from the officer', () => {
    const remark = { reason: 'Vướng GPMB', note: 'Họp 15/7', recallBySource: new Map([['XSKT', 1_000_000n]]) };
    const remarked = buildRecallList(ROUND_1, findingsOf(PROJECTS), { remarks: new Map([['7600001', remark]]) });
    expect(remarked.total.recallVnd).toBe(1_000_000n);
    expect(remarked.sources.map((source) => source.figures.recallVnd)).toEqual([null, null, 1_000_000n]);
    expect(remarked.sources[2]?.investors[0]?.shares[0]?.project).toMatchObject({
      reason: 'Vướng GPMB',
      note: 'Họp 15/7',
    });
  });

  it('refuses a candidate whose sources do not add up', () => {
    const [finding] = findingsOf(PROJECTS);
    const broken = { ...finding!, planVnd: finding!.planVnd + 1n };
    expect(() => buildRecallList(ROUND_1, [broken])).toThrow('do not add up');
  });

  it('refuses a recall from a source that the candidate does not have', () => {
    const remarks = new Map([['7600001', { recallBySource: new Map([['ODA', 1n]]) }]]);
    expect(() => buildRecallList(ROUND_1, findingsOf(PROJECTS), { remarks })).toThrow('ODA');
  });

  it('gives the same totals over sources as over projects, and each candidate once a source', () => {
    fc.assert(
      fc.property(projects, (specs) => {
        const findings = findingsOf(specs);
        const built = buildRecallList(ROUND_1, findings);
        for (const figure of ['planVnd', 'disbursedVnd', 'undisbursedVnd'] as const) {
          const expected = sumVnd(candidates(findings).map((finding) => finding[figure] ?? 0n));
          expect(built.total[figure]).toBe(expected);
          expect(sumVnd(built.sources.map((source) => source.figures[figure]))).toBe(expected);
          expect(sumVnd(built.investors.map((group) => group.figures[figure]))).toBe(expected);
          const shares = built.sources.flatMap((source) => source.investors.flatMap((group) => group.shares));
          expect(sumVnd(shares.map((share) => share.figures[figure]))).toBe(expected);
        }
        const printed = built.sources.flatMap((source) =>
          source.investors.flatMap((group) =>
            group.shares.map((share) => `${source.source} ${share.project.finding.key}`),
          ),
        );
        const wanted = candidates(findings).flatMap((finding) =>
          finding.bySource.map((share) => `${share.source} ${finding.key}`),
        );
        expect([...printed].sort()).toEqual([...wanted].sort());
        expect(built.shortfallVnd).toBe(sumVnd(candidates(findings).map((finding) => finding.shortfallVnd ?? 0n)));
      }),
    );
  });

  it('does not depend on the order of the findings', () => {
    fc.assert(
      fc.property(projects, fc.infiniteStream(fc.nat()), (specs, keys) => {
        const shuffled = specs
          .map((spec) => ({ spec, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ spec }) => spec);
        expect(buildRecallList(ROUND_1, findingsOf(shuffled))).toEqual(buildRecallList(ROUND_1, findingsOf(specs)));
      }),
    );
  });
});
