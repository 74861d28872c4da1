import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  closesCircle,
  namesOnDay,
  SHIPPED_SUCCESSIONS,
  successionKey,
  type SuccessionLink,
} from '../../src/domain/successions.js';

const link = (from: string, to: string, effectiveOn = '2025-03-01'): SuccessionLink => ({
  ...{ subject: 'investor', from, to, effectiveOn, decision: null },
});

const investors = SHIPPED_SUCCESSIONS.filter(({ subject }) => subject === 'investor');
const places = SHIPPED_SUCCESSIONS.filter(({ subject }) => subject === 'place');

describe('the name under which work is carried on', () => {
  it('is the successor from its first day on, under any spelling', () => {
    const on = (day: string) => namesOnDay(investors, day);
    expect(on('2025-02-28')('Sở Giao thông vận tải')).toBe('Sở Giao thông vận tải');
    expect(on('2025-03-01')('Sở Giao thông vận tải')).toBe('Sở Xây dựng');
    expect(on('2025-03-01')('Sở GTVT tỉnh Sơn La')).toBe('Sở Xây dựng');
    expect(on('2025-12-31')('Ban QLDA ĐTXD các công trình giao thông tỉnh')).toBe(
      'Ban QLDA ĐTXD các công trình giao thông tỉnh',
    );
  });

  it('stays where the work was divided, and follows one step after the other', () => {
    expect(namesOnDay(investors, '2025-12-31')('UBND huyện Mai Sơn')).toBe('UBND huyện Mai Sơn');
    expect(namesOnDay(investors, '2025-06-30')('UBND huyện Mộc Châu')).toBe('UBND thị xã Mộc Châu');
    const chain = [link('A', 'B', '2025-01-01'), link('B', 'C', '2025-06-01')];
    expect(['2024-12-31', '2025-01-01', '2025-06-01'].map((day) => namesOnDay(chain, day)('A'))).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  it('is one name at the end of any links, however they are mixed up', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 8 }), name, (pairs, asked) => {
        const links = pairs.filter(([from, to]) => from !== to).map(([from, to]) => link(from, to));
        const on = namesOnDay(links, '2025-12-31');
        expect(on(on(asked))).toBe(on(asked));
      }),
    );
  });
});

describe('the shipped links', () => {
  it('hold the departments of 1/3 and every commune of 1/7/2025', () => {
    expect(places.filter(({ effectiveOn }) => effectiveOn === '2025-07-01')).toHaveLength(75);
    expect(investors.filter(({ effectiveOn }) => effectiveOn === '2025-03-01').length).toBeGreaterThanOrEqual(9);
    const of = places.filter(({ from }) => from === 'huyện Mai Sơn').map(({ to }) => to);
    expect(of).toContain('xã Mai Sơn');
  });

  it('lead nowhere back', () => {
    for (const shipped of SHIPPED_SUCCESSIONS) {
      const { subject, from, to } = shipped;
      expect(successionKey(subject, from)).not.toBe(successionKey(subject, to));
      const own = SHIPPED_SUCCESSIONS.filter((other) => other.subject === subject);
      expect([from, to, closesCircle(own, shipped)]).toEqual([from, to, false]);
    }
    expect(closesCircle([link('A', 'B'), link('B', 'C')], link('C', 'A'))).toBe(true);
  });
});
