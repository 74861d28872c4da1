import { describe, expect, it } from '@jest/globals';
import { currentNamesOf, mayBeSameInvestor, successionsOf } from '../../src/domain/investors.js';
import {
  COMMUNES,
  communesFormedFrom,
  isPlaceHeading,
  placeByCode,
  placesNamed,
  successorsOfDistrict,
} from '../../src/domain/places.js';

describe('places before and after 1/7/2025', () => {
  it('holds 75 communes, 8 of them wards, with different codes', () => {
    expect(COMMUNES).toHaveLength(75);
    expect(COMMUNES.filter(({ kind }) => kind === 'phường')).toHaveLength(8);
    expect(new Set(COMMUNES.map(({ code }) => code)).size).toBe(75);
  });

  it("tells the district from the commune of the same name by the day: 30/6 is the districts' last", () => {
    expect(placesNamed('Mai Sơn', '2025-06-30')).toMatchObject([{ kind: 'huyện', code: '125' }]);
    expect(placesNamed('Mai Sơn', '2025-07-01')).toMatchObject([{ kind: 'xã', code: '04105' }]);
    expect(placesNamed('Mai Sơn', null)).toHaveLength(2);
    expect(placesNamed('H. Mai Sơn', null)).toMatchObject([{ kind: 'huyện' }]);
    expect(placesNamed('huyện Mai Sơn', '2025-07-01')).toEqual([]);
  });

  it('knows the town of Mộc Châu after the district', () => {
    expect(placesNamed('Mộc Châu', '2024-12-31')).toMatchObject([{ kind: 'huyện' }]);
    expect(placesNamed('Mộc Châu', '2025-03-01')).toMatchObject([{ kind: 'thị xã' }]);
    expect(placesNamed('Mộc Châu', '2025-08-01')).toMatchObject([{ kind: 'phường' }]);
  });

  it('gives codes a meaning only with a day', () => {
    expect(placeByCode('03646', '2025-07-01')?.name).toBe('Tô Hiệu');
    expect(placeByCode('03646', '2025-06-30')).toBeNull();
  });

  it('links districts and merged communes to their successors; every commune has a district of before', () => {
    expect(successorsOfDistrict('125').map(({ name }) => name)).toContain('Chiềng Mung');
    const districts = ['116', '118', '119', '120', '121', '122', '123', '124', '125', '126', '127', '128'];
    expect(districts.flatMap((code) => successorsOfDistrict(code))).toHaveLength(75);
    expect(communesFormedFrom('Cò Nòi').map(({ name }) => name)).toEqual(['Mai Sơn']);
  });

  it('knows headings that are places', () => {
    expect(isPlaceHeading('Huyện Hương Khê')).toBe(true);
    expect(isPlaceHeading('Mai Sơn')).toBe(true);
    expect(isPlaceHeading('Xã hội')).toBe(false);
    expect(isPlaceHeading('Giao thông')).toBe(false);
  });
});

describe('investors in 2025', () => {
  it('follows departments that were merged on 1/3/2025', () => {
    expect(currentNamesOf('Sở KH&ĐT tỉnh Sơn La', '2025-02-28')).toEqual(['Sở KH&ĐT tỉnh Sơn La']);
    expect(currentNamesOf('Sở Kế hoạch và Đầu tư', '2025-03-01')).toEqual(['Sở Tài chính']);
    expect(currentNamesOf('Sở GTVT', '2025-06-30')).toEqual(['Sở Xây dựng']);
  });

  it('never names one successor of a district', () => {
    const [step] = successionsOf('UBND huyện Mai Sơn', '2025-07-01');
    expect(step?.kind).toBe('divided');
    expect(step?.to).toContain('UBND xã Mai Sơn');
    expect(successionsOf('UBND huyện Mai Sơn', '2025-06-30')).toEqual([]);
  });

  it('goes step by step where a unit changed twice', () => {
    expect(successionsOf('UBND huyện Mộc Châu', '2025-08-01').map(({ since }) => since)).toEqual([
      '2025-01-01',
      '2025-07-01',
    ]);
  });

  it('does not take a successor for another investor', () => {
    expect(mayBeSameInvestor('Sở GTVT', 'Sở Xây dựng')).toBe(true);
    expect(mayBeSameInvestor('UBND huyện Mai Sơn', 'UBND xã Chiềng Mung')).toBe(true);
    expect(mayBeSameInvestor('UBND huyện Mai Sơn', 'UBND xã Mường La')).toBe(false);
    expect(mayBeSameInvestor('Sở Y tế', 'Sở Xây dựng')).toBe(false);
    expect(mayBeSameInvestor('Sở NN&PTNT', 'Sở TN&MT')).toBe(false);
    expect(mayBeSameInvestor('UBND huyện Mộc Châu', 'UBND thị xã Mộc Châu')).toBe(true);
  });
});
