import { describe, expect, it } from '@jest/globals';
import type { ProjectFacts } from '../../src/domain/project-facts.js';
import { declaredZeros, type DeclaredReport } from '../../src/domain/report-scope.js';

const REF = { file: 'thang-6.xlsx', sheet: 'Bieu', cell: 'A4' };

const report: DeclaredReport = {
  report: 'thang-6',
  reportOrder: 6,
  asOf: '2025-06-30',
  origin: 'investor',
  scope: { kind: 'all' },
  absent: new Set(),
  ref: REF,
};

function project(more: Partial<ProjectFacts> = {}): ProjectFacts {
  const entry = {
    planKind: 'current' as const,
    nature: 'initial' as const,
    decidedOn: null,
    decision: null,
    ref: { file: 'kh.xlsx', sheet: 'KH', cell: 'L9' },
  };
  return {
    key: 'p1',
    ...{ code: '8113236', name: 'Cầu', investor: 'Ban QLDA giao thông', location: null, sector: null },
    ...{ status: 'continuing', statusInferred: false, matchedBy: null },
    planEntries: [
      { ...entry, source: 'NSTW', amountVnd: 10n, effectiveOn: '2025-01-01' },
      { ...entry, source: 'XSKT', amountVnd: 20n, effectiveOn: '2025-01-01' },
      { ...entry, source: 'ODA', amountVnd: 30n, effectiveOn: '2025-09-01' },
      { ...entry, source: 'CDNS', amountVnd: 0n, effectiveOn: '2025-01-01' },
    ],
    snapshots: [],
    ...more,
  };
}

function snapshot(source: string, asOf: string, more: object = {}) {
  return {
    ...{ report: 'khac', reportOrder: 1, source, planKind: 'current' as const, asOf, origin: 'investor' as const },
    ...{ amountVnd: 5n, advanceVnd: null, completedVolumeVnd: null, ref: REF },
    ...more,
  };
}

const sources = (facts: ProjectFacts, more: Partial<DeclaredReport> = {}) =>
  declaredZeros(facts, [{ ...report, ...more }]).map(({ source, amountVnd }) => `${source} ${amountVnd}`);

describe('what a complete report says by not mentioning a project', () => {
  it('is 0 in every source planned on its day, with the report as evidence', () => {
    expect(sources(project())).toEqual(['NSTW 0', 'XSKT 0']);
    expect(declaredZeros(project(), [report])[0]).toMatchObject({ asOf: '2025-06-30', report: 'thang-6', ref: REF });
  });

  it('is nothing without a declaration, without a plan, or for a project out of scope', () => {
    expect(sources(project(), { scope: null })).toEqual([]);
    expect(sources(project({ planEntries: [] }))).toEqual([]);
    expect(sources(project(), { scope: { kind: 'investor', investor: 'Ban QLDA khác' } })).toEqual([]);
    expect(sources(project({ investor: null }), { scope: { kind: 'investor', investor: 'Ban' } })).toEqual([]);
  });

  it('covers the projects of an investor however its name is spelt', () => {
    const scope = { kind: 'investor', investor: 'BAN  QLDA GIAO THÔNG' } as const;
    expect(sources(project(), { scope })).toEqual(['NSTW 0', 'XSKT 0']);
  });

  it('covers a source and the parts of a group, and no more', () => {
    expect(sources(project(), { scope: { kind: 'sources', sources: ['NSDP'] } })).toEqual(['XSKT 0']);
    expect(sources(project(), { scope: { kind: 'sources', sources: ['NSTW'] } })).toEqual(['NSTW 0']);
  });

  it('never takes back a figure of the same day or before; a later one, or the other origin, is another matter', () => {
    expect(sources(project({ snapshots: [snapshot('NSTW', '2025-05-31')] }))).toEqual([]);
    expect(sources(project({ snapshots: [snapshot('NSTW', '2025-06-30')] }))).toEqual([]);
    expect(sources(project({ snapshots: [snapshot('NSTW', '2025-07-31')] }))).toHaveLength(2);
    expect(sources(project({ snapshots: [snapshot('NSTW', '2025-05-31', { origin: 'treasury' })] }))).toHaveLength(2);
    expect(sources(project({ snapshots: [snapshot('NSTW', '2025-05-31', { planKind: 'carriedOver' })] }))).toHaveLength(
      2,
    );
  });

  it('of one source stays beside figures of another', () => {
    const facts = project({ snapshots: [snapshot('NSTW', '2025-06-30')] });
    expect(sources(facts, { scope: { kind: 'sources', sources: ['XSKT'] } })).toEqual(['XSKT 0']);
    expect(sources(facts, { scope: { kind: 'sources', sources: ['NSTW'] } })).toEqual([]);
  });

  it('holds for a single project that a person marked as absent', () => {
    expect(sources(project(), { scope: null, absent: new Set(['p1']) })).toEqual(['NSTW 0', 'XSKT 0']);
    expect(sources(project(), { scope: null, absent: new Set(['p2']) })).toEqual([]);
  });
});
