/**
 * A letter or a submission as Nghị định 30/2020/NĐ-CP lays it out, before it becomes a file: what is said, in the order in
 * which it is said. Texts are complete Vietnamese sentences.
 */
export interface OfficialPaper {
  readonly head: PaperHead;
  /** `TỜ TRÌNH`; null for a công văn, which has no title and carries its subject under its number */
  readonly title: string | null;
  /** trích yếu: without `V/v` */
  readonly subject: string;
  /** after `Kính gửi:` */
  readonly addressees: readonly string[];
  readonly body: readonly PaperBlock[];
  /** `Nơi nhận:`, without dashes */
  readonly recipients: readonly string[];
  readonly signatory: { readonly title: string; readonly name: string };
  /** printed small at the foot of each page, so that papers of one round can be told to belong together; null for none */
  readonly snapshot: string | null;
}

export interface PaperHead {
  readonly parentAgency: string;
  readonly agency: string;
  /** `Số:          /TTr-STC` */
  readonly number: string;
  readonly placeAndDate: string;
}

export type PaperBlock = PaperParagraph | PaperTable;

export interface PaperParagraph {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly face: 'plain' | 'bold' | 'italic';
}

export interface PaperTable {
  readonly kind: 'table';
  /** above the table, right, italic: `Đơn vị tính: triệu đồng`; null for none */
  readonly unit: string | null;
  readonly columns: readonly {
    readonly caption: string;
    readonly share: number;
    readonly align: 'left' | 'right' | 'center';
  }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly strong: boolean }[];
}

/** A sentence of the body. */
export function paragraph(text: string): PaperParagraph {
  return { kind: 'paragraph', text, face: 'plain' };
}

/** A heading in the body: `I. TÌNH HÌNH GIẢI NGÂN`. */
export function heading(text: string): PaperParagraph {
  return { kind: 'paragraph', text, face: 'bold' };
}

/** A legal basis: `Căn cứ …;`. */
export function basis(text: string): PaperParagraph {
  return { kind: 'paragraph', text, face: 'italic' };
}
