import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { vndInWords } from '../../src/domain/number-words.js';

describe('amounts in words', () => {
  it.each<[bigint, string]>([
    [0n, 'Không đồng'],
    [1n, 'Một đồng'],
    [10n, 'Mười đồng'],
    [14n, 'Mười bốn đồng'],
    [15n, 'Mười lăm đồng'],
    [21n, 'Hai mươi mốt đồng'],
    [24n, 'Hai mươi tư đồng'],
    [55n, 'Năm mươi lăm đồng'],
    [101n, 'Một trăm linh một đồng'],
    [110n, 'Một trăm mười đồng'],
    [1_005n, 'Một nghìn không trăm linh năm đồng'],
    [1_000_000n, 'Một triệu đồng'],
    [21_500_000_000n, 'Hai mươi mốt tỷ năm trăm triệu đồng'],
    [1_000_000_015n, 'Một tỷ không trăm mười lăm đồng'],
    [3_254_118_000_000n, 'Ba nghìn hai trăm năm mươi tư tỷ một trăm mười tám triệu đồng'],
    [2_000_005_000_000n, 'Hai nghìn tỷ không trăm linh năm triệu đồng'],
    [1_000_000_000_000_000n, 'Một triệu tỷ đồng'],
    [-1_500_000n, 'Âm một triệu năm trăm nghìn đồng'],
  ])('%s', (vnd, words) => expect(vndInWords(vnd)).toBe(words));

  it('reads back to the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }), (vnd) => {
        expect(valueOf(vndInWords(vnd))).toBe(vnd);
      }),
    );
  });
});

const UNITS: Readonly<Record<string, bigint>> = {
  ...{ không: 0n, một: 1n, mốt: 1n, hai: 2n, ba: 3n, bốn: 4n, tư: 4n, năm: 5n, lăm: 5n, sáu: 6n, bảy: 7n },
  ...{ tám: 8n, chín: 9n },
};

/** Another reading of the words, to compare: what stands before `tỷ` is counted in tỷ. */
function valueOf(text: string): bigint {
  const words = text
    .toLowerCase()
    .replace(/ đồng$/, '')
    .split(' ');
  const billions = words.lastIndexOf('tỷ');
  if (billions >= 0) {
    return valueOf(words.slice(0, billions).join(' ')) * 1_000_000_000n + valueOf(words.slice(billions + 1).join(' '));
  }
  let total = 0n;
  let group = 0n;
  for (const word of words) {
    if (word === 'trăm') group *= 100n;
    else if (word === 'mươi') group = group - (group % 10n) + (group % 10n) * 10n;
    else if (word === 'mười') group += 10n;
    else if (word === 'nghìn' || word === 'triệu') {
      total += group * (word === 'nghìn' ? 1_000n : 1_000_000n);
      group = 0n;
    } else group += UNITS[word] ?? 0n;
  }
  return total + group;
}
