import { fold } from '../../domain/vietnamese-text.js';
import type { TitleLine } from './titles.js';

const UNIT = /^(?:ubnd|uy ban nhan dan|so|ban|phong|kho bac|bo|truong|chi cuc|cuc|cong ty|trung tam|benh vien)\b/;
const PROVINCE = /^(?:ubnd|uy ban nhan dan) tinh\b/;
const ANNOUNCED = /^(?:don vi (?:bao cao|lap|gui)|chu dau tu)\s*:\s*/;

/**
 * The unit that sent the table, from the lines above its title: the lowest name of an office in the head (`SỞ TÀI CHÍNH` under
 * `UBND TỈNH SƠN LA`), or what follows `Đơn vị báo cáo:`. Null where only the province is named, or nobody.
 *
 * @param titleRow row of the title; null where the table has none
 */
export function senderOf(lines: readonly TitleLine[], titleRow: number | null): { text: string; cell: string } | null {
  const head = lines.filter(({ row, text }) => text.length <= 150 && (titleRow === null || row < titleRow));
  const told = lines.find(({ text }) => ANNOUNCED.test(fold(text)));
  if (told !== undefined) {
    const text = told.text.slice(told.text.indexOf(':') + 1).trim();
    if (text !== '') return { text, cell: told.cell };
  }
  const named = head.filter(({ text }) => UNIT.test(fold(text)) && !PROVINCE.test(fold(text))).at(-1);
  return named === undefined ? null : { text: named.text, cell: named.cell };
}
