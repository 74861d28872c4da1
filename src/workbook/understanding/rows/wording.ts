/** What the words of a row say of its place in the table, whatever its mark. */
export type RowWording = 'total' | 'ofWhich' | 'unallocated' | 'component' | 'footnote' | null;

const TOTAL = /^(?:tong so|tong cong|tong|cong|tong von)(?![\p{L}\d])/u;
/** What may follow "Tổng số" in a row that sums: a bracket, an area, a group's mark or name, never a work to be built. */
const TOTAL_TAIL =
  /^(?:$|[(:.;,/+-]|(?:toan |ca )?(?:tinh|huyen|nganh|bang|bieu|nguon|cac|chung|von|i|ii|iii|iv|v|vi|[a-h]|\d+|muc|phan|nhom)(?![\p{L}\d]))/u;
const OF_WHICH = /^(?:[-+]\s*)?trong do(?![\p{L}\d])/u;
const UNALLOCATED =
  /^(?:so |phan |nguon |ke hoach )?(?:von )?(?:con lai )?(?:chua phan bo|phan bo sau|chua giao chi tiet|du phong(?! tai dinh cu))(?![\p{L}\d])/u;
const COMPONENT = /^(?:tieu du an|hang muc|goi thau|giai doan \d|du an thanh phan|hop phan)(?![\p{L}\d])/u;
const FOOTNOTE = /^(?:ghi chu|luu y|nguon so lieu|huong dan|\(\*\)|\*)/u;

/** Reads the wording of a folded name. */
export function wordingOf(folded: string): RowWording {
  if (OF_WHICH.test(folded)) return 'ofWhich';
  const total = TOTAL.exec(folded);
  if (total !== null && TOTAL_TAIL.test(folded.slice(total[0].length).trim())) return 'total';
  if (UNALLOCATED.test(folded)) return 'unallocated';
  if (COMPONENT.test(folded)) return 'component';
  return FOOTNOTE.test(folded) ? 'footnote' : null;
}

/** "Trong đó:" alone, which opens a list, against "Trong đó: NSTW", which is an item of one. */
export function opensOfWhich(folded: string): boolean {
  return /^(?:[-+]\s*)?trong do\s*[:.]?$/u.test(folded);
}

/** The text after "Trong đó:". */
export function afterOfWhich(name: string): string {
  return name.replace(/^(?:[-+]\s*)?trong đó\s*:?\s*[-+]?\s*/iu, '');
}

/** The mark that a subtotal names: `Cộng I`, `Tổng cộng (A)`, `Cộng mục 1`; null where it names none. */
export function markOfSubtotal(name: string): string | null {
  const match =
    /^(?:tổng số|tổng cộng|tổng|cộng)\s*(?:mục|phần|nhóm)?\s*\(?\s*([A-ZĐ]|[IVXL]+|\d+(?:\.\d+)*)\s*\)?\s*[:.]?$/iu.exec(
      name,
    );
  return match?.[1] ?? null;
}

const DIGIT_OR_LETTER = /^[\p{L}\d]/u;

/** A cell that only dashes or dots fill. */
export function isBlankText(text: string): boolean {
  const first = text.charCodeAt(0);
  return !(first >= 0x30 && first <= 0x7a) && !DIGIT_OR_LETTER.test(text) && /^[-–—.…\s]*$/u.test(text);
}
