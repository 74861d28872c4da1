import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchProjects, type KnownProject } from '../../src/domain/matching.js';
import { suggester } from '../../src/domain/name-suggestions.js';
import { bringTogether } from '../../src/domain/project-book.js';
import { review } from '../../src/domain/review.js';
import { assigned, paid, reported, ROUND_1 } from './support/facts.js';

const NAME = 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn';

function known(more: Partial<KnownProject> = {}): KnownProject {
  return {
    key: 'a',
    code: '7912345',
    aliasCodes: [],
    name: NAME,
    aliasNames: [],
    investor: 'UBND huyện Mai Sơn',
    ...more,
  };
}

const match = (projects: KnownProject[], ...rows: Parameters<typeof reported>) =>
  matchProjects(
    projects,
    rows.map((row) => reported(row)),
  )[0]!;

describe('a report finds a project of the plan', () => {
  it('by its code, whatever the name says', () => {
    expect(match([known(), known({ key: 'b', code: '8000001' })], { name: 'ĐƯỜNG TÀ HỘC' })).toEqual({
      key: 'a',
      matchedBy: 'code',
      candidates: [],
    });
  });

  it('by a code or a name that a person has confirmed', () => {
    const aliases = known({ aliasCodes: ['8054321'], aliasNames: ['Đường vào bản Cang'] });
    expect(match([aliases], { code: '8054321', name: 'Tên khác' })).toMatchObject({ key: 'a', matchedBy: 'alias' });
    expect(match([aliases], { code: null, name: 'đường vào bản Cang' })).toMatchObject({
      key: 'a',
      matchedBy: 'alias',
    });
  });

  it.each([
    ['no code in the report', { code: null }, {}],
    ['no code in the plan', {}, { code: null }],
    ['another spelling', { code: null, name: 'ĐƯỜNG TÀ HỘC – NÀ BÓ, H. MAI SƠN'.normalize('NFD') }, {}],
    ['no investor in the report', { code: null, investor: null }, {}],
    ['the successor of the investor after 1/7/2025', { code: null, investor: 'UBND xã Mai Sơn' }, {}],
    ['the investor of before, in a plan of after', { code: null }, { investor: 'UBND xã Chiềng Mung' }],
    ['a merged department', { code: null, investor: 'Sở Xây dựng' }, { investor: 'Sở GTVT' }],
    ['an abbreviated investor', { code: null, investor: 'Ủy ban nhân dân huyện Mai Sơn' }, {}],
  ])('by its name alone: %s', (_what, row, project) => {
    expect(match([known(project)], row)).toEqual({ key: 'a', matchedBy: 'name', candidates: [] });
  });
});

describe('a report waits for a person', () => {
  it('where the codes contradict each other', () => {
    const { key, candidates } = match([known()], { code: '8000009' });
    expect(key).toBeNull();
    expect(candidates).toEqual([
      { key: 'a', score: 90, reason: 'tên trùng 8/8 từ; cùng chủ đầu tư; khác mã dự án (7912345 và 8000009)' },
    ]);
  });

  it('where the investors contradict each other', () => {
    const { key, candidates } = match([known()], { code: null, investor: 'Sở Y tế' });
    expect(key).toBeNull();
    expect(candidates).toEqual([{ key: 'a', score: 90, reason: 'tên trùng 8/8 từ; khác chủ đầu tư' }]);
  });

  it('where the investor is the successor of another district', () => {
    const { key, candidates } = match([known()], { code: null, investor: 'UBND xã Mường La' });
    expect(key).toBeNull();
    expect(candidates[0]?.reason).toBe('tên trùng 8/8 từ; khác chủ đầu tư');
  });

  it('where only the name is loose, and does not count the successor of the investor against it', () => {
    const { key, candidates } = match([known()], {
      code: null,
      name: 'Đường Tà Hộc - Nà Bó, xã Mai Sơn',
      investor: 'UBND xã Mai Sơn',
    });
    expect(key).toBeNull();
    expect(candidates).toEqual([
      { key: 'a', score: 87, reason: 'tên trùng 7/8 từ; chủ đầu tư có thể là đơn vị kế tục' },
    ]);
  });

  it('where two projects of the plan have the name', () => {
    const { key, candidates } = match([known(), known({ key: 'b', code: '8000001' })], { code: null });
    expect(key).toBeNull();
    expect(candidates.map((candidate) => [candidate.key, candidate.score])).toEqual([
      ['a', 100],
      ['b', 100],
    ]);
  });

  it('where two projects of the report have the name', () => {
    const rows = [
      reported({ code: null, investor: 'UBND huyện Mai Sơn' }),
      reported({ code: null, investor: 'Sở Y tế' }),
    ];
    expect(matchProjects([known({ investor: null })], rows).map(({ key }) => key)).toEqual([null, null]);
  });

  it('where the name is only similar, with the best three suggested', () => {
    const projects = [1, 2, 3, 4].map((stage) =>
      known({ key: `s${stage}`, code: `800000${stage}`, name: `${NAME} (giai đoạn ${stage})` }),
    );
    const { key, candidates } = match([...projects, known({ key: 'x', name: 'Trạm y tế xã Mường É' })], { code: null });
    expect(key).toBeNull();
    expect(candidates.map((candidate) => candidate.key)).toEqual(['s1', 's2', 's3']);
  });
});

describe('suggestions', () => {
  const words = fc.constantFrom(...'đường cầu xã bản mường tà hộc nà bó é bú lái bay trạm'.split(' '));
  const name = fc.array(words, { minLength: 1, maxLength: 9 }).map((list) => list.join(' '));

  /** Every project compared, as the definition has it: Dice coefficient of the words, 60 of 100 at least, the best three. */
  function byDefinition(projects: readonly KnownProject[], asked: string): [string, number][] {
    const left = new Set(asked.split(' '));
    return projects
      .map(({ key, name: other }): [string, number] => {
        const right = new Set(other.split(' '));
        const shared = [...left].filter((word) => right.has(word)).length;
        return [key, Math.floor((200 * shared) / (left.size + right.size))];
      })
      .filter(([, score]) => score >= 60)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, 3);
  }

  it('are those of comparing with every project, in whatever order the plan stands', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), name, (names, asked) => {
        const projects = names.map((text, i) => known({ key: `k${i}`, code: null, name: text, investor: null }));
        const row = reported({ code: null, name: asked, investor: null });
        const found = suggester(projects)(row);
        expect(found.map(({ key, score }) => [key, score])).toEqual(byDefinition(projects, asked));
        expect(suggester([...projects].reverse())(row)).toEqual(found);
      }),
    );
  });

  it('for ten thousand strangers among ten thousand alike projects end', () => {
    const projects = Array.from({ length: 10_000 }, (_, i) =>
      known({
        key: `k${i}`,
        code: `8${String(i).padStart(6, '0')}`,
        name: `Nhà lớp học 2 tầng 8 phòng Trường THCS xã số ${i}`,
      }),
    );
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      reported({ code: null, name: `Nhà lớp học 2 tầng 8 phòng Trường THCS bản số ${i + 20_000}` }),
    );
    const matches = matchProjects(projects, rows);
    expect(matches).toHaveLength(10_000);
    expect(matches.every(({ key, candidates }) => key === null && candidates.length === 3)).toBe(true);
  });
});

describe('plan and reports together', () => {
  const book = (...args: [Parameters<typeof bringTogether>[0], Parameters<typeof bringTogether>[1]]) =>
    bringTogether(...args, 2025);

  it('takes a truncated upper-case name of the Treasury under the same code for the same project', () => {
    const { projects, unmatched, issues } = book(
      [assigned(10_000n)],
      [paid(1n, { project: { name: 'DUONG TA HOC - NA BO, HUYEN' } })],
    );
    expect([projects.length, unmatched, issues]).toEqual([1, [], []]);
    expect(projects[0]).toMatchObject({ name: NAME, matchedBy: 'code' });
  });

  it('warns once where a report has another name under the code', () => {
    const other = { project: { name: 'Trạm y tế xã Mường É, huyện Thuận Châu' } };
    const { projects, issues } = book([assigned(10_000n)], [paid(1n, other), paid(2n, other)]);
    expect(projects[0]!.snapshots).toHaveLength(2);
    expect(issues).toEqual([expect.objectContaining({ code: 'project.nameDiffers', severity: 'warning' })]);
  });

  it('refuses one code on two names in the plan, naming both cells', () => {
    const { issues } = book(
      [assigned(1n), assigned(2n, { source: 'NSTW', sheet: 'NSTW', project: { name: 'Trạm y tế xã Mường É' } })],
      [],
    );
    expect(issues).toEqual([
      expect.objectContaining({ code: 'project.codeOnTwoNames', severity: 'error', value: '7912345', sheet: 'NSTW' }),
    ]);
    expect(issues[0]!.message).toMatch(/tệp ke-hoach\.xlsx, trang tính "NSĐP", ô B\d+/);
  });

  it('says that a report was found by name', () => {
    const byName = book([assigned(10_000n)], [paid(1n, { project: { code: null } })]).projects;
    expect(byName[0]!.matchedBy).toBe('name');
    expect(review(ROUND_1, byName, { complete: false })[0]!.reason).toContain('khớp với báo cáo theo tên');
  });

  it('leaves a row without a code to a person where the same report has the name with a code', () => {
    const { projects, unmatched } = book([assigned(10_000n)], [paid(1n), paid(2n, { project: { code: null } })]);
    expect(projects[0]).toMatchObject({ matchedBy: 'code', snapshots: [expect.objectContaining({ amountVnd: 1n })] });
    expect(unmatched.map(({ amountVnd }) => amountVnd)).toEqual([2n]);
  });

  it('takes each report for a side of its own: an investor column in one of them makes no name ambiguous', () => {
    const uncoded = { code: null };
    const { projects, unmatched } = book(
      [assigned(10_000n)],
      [
        paid(1n, { file: 'thang-5.xlsx', asOf: '2025-05-31', project: uncoded }),
        paid(2n, { file: 'thang-6.xlsx', project: { ...uncoded, investor: null } }),
        paid(3n, { file: 'kbnn.xlsx' }),
      ],
    );
    expect(unmatched).toEqual([]);
    expect(projects[0]!.snapshots).toHaveLength(3);
  });

  it('keeps what finds no project with its money, its cells and its suggestions, once a report', () => {
    const stranger = { code: null, name: `${NAME} (giai đoạn 2)` };
    const { projects, unmatched } = book(
      [assigned(10_000n)],
      [
        paid(1n, { project: stranger }),
        paid(2n, { project: stranger, planKind: 'carriedOver' }),
        paid(9n, { project: stranger, file: 'thang-7.xlsx' }),
      ],
    );
    expect(projects).toHaveLength(1);
    expect(unmatched.map(({ amountVnd, refs }) => [amountVnd, refs.length])).toEqual([
      [3n, 2],
      [9n, 1],
    ]);
    expect(unmatched[0]!.candidates).toEqual([expect.objectContaining({ key: '7912345' })]);
  });

  it('shows a project that only the report knows: no plan, and unmatched', () => {
    const { projects, unmatched } = book(
      [assigned(10_000n)],
      [paid(1n), paid(7n, { project: { code: '8000009', name: 'Cầu bản Cang' } })],
    );
    expect(review(ROUND_1, projects, { complete: false }).map(({ outcome }) => outcome)).toEqual([
      'candidate',
      'noPlan',
    ]);
    expect(unmatched.map(({ amountVnd }) => amountVnd)).toEqual([7n]);
  });

  it('makes one project of rows without codes where one sheet names the investor and another does not', () => {
    const { projects } = book(
      [
        assigned(1n, { project: { code: null } }),
        assigned(2n, { sheet: 'NSTW', source: 'NSTW', project: { code: null, investor: null } }),
      ],
      [],
    );
    expect(projects).toHaveLength(1);
  });

  it('makes two projects of one name with two investors', () => {
    const { projects } = book(
      [assigned(1n, { project: { code: null } }), assigned(2n, { project: { code: null, investor: 'Sở Y tế' } })],
      [],
    );
    expect(projects).toHaveLength(2);
  });
});
