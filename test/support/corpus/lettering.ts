import { toTcvn3, toTcvn3Capitals, toVni } from './legacy-encode.js';
import type { GridStyle } from './grid.js';
import type { LayoutOptions } from './layout-options.js';

/** Text and font as the typist of the workbook had them. */
export function lettered(
  text: string,
  options: LayoutOptions,
  style: GridStyle = {},
): { value: string; style: GridStyle } {
  if (options.encode === 'tcvn3') {
    const capitals = text === text.toUpperCase() && /\p{L}{2}/u.test(text);
    return capitals
      ? { value: toTcvn3Capitals(text), style: { ...style, font: '.VnTimeH' } }
      : { value: toTcvn3(text), style: { ...style, font: '.VnTime' } };
  }
  if (options.encode === 'vni') return { value: toVni(text), style: { ...style, font: 'VNI-Times' } };
  return { value: text.normalize(options.form), style: { font: options.font, ...style } };
}
