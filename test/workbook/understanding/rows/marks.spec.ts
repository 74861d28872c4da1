import { describe, expect, it } from '@jest/globals';
import { markInName, markText, parseMark, resolveBareI } from '../../../../src/workbook/understanding/rows/marks.js';

describe('outline marks', () => {
  it.each([
    ['A', 'letter', 1],
    ['Đ', 'letter', 5],
    ['I', 'roman', 1],
    ['XXI.', 'roman', 21],
    ['XIV', 'roman', 14],
    ['V', 'roman', 5],
    ['C', 'letter', 3],
    ['D', 'letter', 4],
    ['L', 'letter', 11],
    ['M', 'letter', 12],
    ['1', 'arabic', 1],
    ['12.', 'arabic', 12],
    ['(2)', 'paren', 2],
    ['b)', 'alpha', 2],
    ['I.10', 'dotted', 10],
    ['3.10', 'dotted', 10],
    ['4..2', 'dotted', 2],
    ['4,16', 'dotted', 16],
    ['-', 'dash', null],
    ['–', 'dash', null],
    ['+', 'plus', null],
  ])('reads %p as %s %p', (text, kind, ordinal) => {
    expect(parseMark(text)).toMatchObject({ text, kind, ordinal });
  });

  it.each(['TỔNG SỐ', 'Tổng cộng', '', '12 tháng'])('knows that %p is none', (text) => {
    expect(parseMark(text)).toBeNull();
  });

  it('keeps 3.1 and 3.10 apart, also where the cell is a number shown with two decimals', () => {
    expect(parseMark('3.1')?.ordinal).toBe(1);
    expect(parseMark('3.10')?.ordinal).toBe(10);
    expect(markText(3.1, '0.00')).toBe('3.10');
    expect(markText(3.1, 'General')).toBe('3.1');
  });

  it('finds a mark typed before the name', () => {
    expect(markInName('A. ĐIỀU CHỈNH GIẢM')).toMatchObject({ mark: { text: 'A' }, name: 'ĐIỀU CHỈNH GIẢM' });
    expect(markInName('- Vốn trong nước')).toMatchObject({ mark: { text: '-' }, name: 'Vốn trong nước' });
    expect(markInName('b) Dự án điều chỉnh tăng')).toMatchObject({ mark: { text: 'b)' } });
    expect(markInName('Cầu bản Cang')).toBeNull();
  });

  function kinds(...texts: string[]): string[] {
    return resolveBareI(texts.map(parseMark)).map((mark) => mark?.kind ?? 'none');
  }

  it('settles a bare I by what follows', () => {
    expect(kinds('A', 'I', '1', 'II')).toEqual(['letter', 'roman', 'arabic', 'roman']);
    expect(kinds('G', 'I', 'II', 'H', 'I', 'II', 'I', 'I', 'II', 'K')[6]).toBe('letter');
    expect(kinds('G', 'I', 'II', 'H', 'I', 'II', 'I', 'I', 'II', 'K').filter((kind) => kind === 'letter')).toHaveLength(
      4,
    );
    expect(kinds('A', 'I', '1', 'B', 'I', '1')).toEqual(['letter', 'roman', 'arabic', 'letter', 'roman', 'arabic']);
  });
});
