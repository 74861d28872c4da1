/** Codes of the formats every workbook knows without declaring them (ECMA-376 part 1, 18.8.30 numFmt). */
const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '$#,##0_);($#,##0)',
  6: '$#,##0_);[Red]($#,##0)',
  7: '$#,##0.00_);($#,##0.00)',
  8: '$#,##0.00_);[Red]($#,##0.00)',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'mm-dd-yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
  42: '_($* #,##0_);_($* \\(#,##0\\);_($* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
  44: '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** 27-36 and 50-58 are days in East Asian editions, whose own codes differ by language. */
const EAST_ASIAN_DAY = 'yyyy/m/d';

/** Code of a built-in format, `General` for a number nobody defined. */
export function builtInFormat(id: number): string {
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return EAST_ASIAN_DAY;
  return BUILT_IN[id] ?? 'General';
}

/**
 * Whether a number of this format is a day or a time: what is left without literals holds one of `d m y h s`.
 * Literals are `"…"`, `\x`, `_x`, `*x` and `[…]`, except the elapsed times `[h] [m] [s]`.
 */
export function isDayFormat(code: string): boolean {
  if (code === 'General') return false;
  let at = 0;
  while (at < code.length) {
    const character = code[at]!;
    if (character === '"') at = closing(code, at + 1, '"');
    else if (character === '\\' || character === '_' || character === '*') at += 2;
    else if (character === '[') {
      const end = closing(code, at + 1, ']');
      if (/^(h+|m+|s+)\]?$/i.test(code.slice(at + 1, end))) return true;
      at = end;
    } else if (/[dmyhs]/i.test(character)) return true;
    else at++;
  }
  return false;
}

/** Index after the closing character; the end of the code where it is missing. */
function closing(code: string, from: number, character: string): number {
  const end = code.indexOf(character, from);
  return end < 0 ? code.length : end + 1;
}
