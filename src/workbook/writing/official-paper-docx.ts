import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IBordersOptions,
  type IRunOptions,
  type ITableBordersOptions,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { xmlText } from './cell-text.js';
import { columnWidths, evenDecimals } from './docx-columns.js';
import type { OfficialPaper, PaperBlock, PaperTable } from './official-paper.js';

const FONT = 'Times New Roman';

/** A4 with the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I: top and bottom 20 mm, left 30 mm, right 15 mm; in twentieths of a point. */
const MM = 1440 / 25.4;
const PAGE = { width: Math.round(210 * MM), height: Math.round(297 * MM) };
const MARGIN = {
  top: Math.round(20 * MM),
  bottom: Math.round(20 * MM),
  left: Math.round(30 * MM),
  right: Math.round(15 * MM),
};
const TEXT_WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const HEAD_LEFT = Math.round(TEXT_WIDTH * 0.4);
const FIRST_LINE = Math.round(12.7 * MM);

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const NO_BORDERS: ITableBordersOptions = {
  ...{ top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
};
const NO_CELL_BORDERS: IBordersOptions = { top: NONE, bottom: NONE, left: NONE, right: NONE };

type Align = (typeof AlignmentType)[keyof typeof AlignmentType];

/** Every part is dated so in the package, whatever the time zone of the server: the earliest day that a zip can hold. */
const ZIP_DATE = new Date(1980, 0, 1);

/** The paper as a Word document, dated `writtenAt`. The same paper with the same date gives the same bytes. */
export async function officialPaperBytes(paper: OfficialPaper, writtenAt: Date): Promise<Uint8Array> {
  const document = new Document({
    creator: paper.head.agency,
    title: paper.title === null ? paper.subject : `${paper.title} ${paper.subject}`,
    styles: { default: { document: { run: { font: FONT, size: 28 } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: PAGE, margin: { ...MARGIN, header: Math.round(10 * MM), footer: Math.round(8 * MM) } },
        },
        headers: { default: new Header({ children: [pageNumber()] }), first: new Header({ children: [] }) },
        ...footers(paper.snapshot),
        children: [
          ...headOf(paper),
          ...titleOf(paper),
          ...addresseesOf(paper),
          ...paper.body.flatMap(blockOf),
          gap(160),
          footOf(paper),
        ],
      },
    ],
  });
  const parts = unzipSync(await Packer.toBuffer(document));
  return zipSync(
    { ...parts, [PROPERTIES]: strToU8(dated(strFromU8(parts[PROPERTIES] ?? new Uint8Array()), writtenAt)) },
    { mtime: ZIP_DATE },
  );
}

const PROPERTIES = 'docProps/core.xml';

/** The library dates a document by the clock. */
function dated(properties: string, writtenAt: Date): string {
  return properties.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, writtenAt.toISOString());
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ font: FONT, size: 26, children: [PageNumber.CURRENT] })],
  });
}

function footers(snapshot: string | null): { footers?: { default: Footer; first: Footer } } {
  if (snapshot === null) return {};
  const footer = (): Footer =>
    new Footer({ children: [line(`Mã số liệu: ${snapshot}`, { size: 16, color: '555555' }, AlignmentType.RIGHT)] });
  return { footers: { default: footer(), first: footer() } };
}

function line(text: string, face: IRunOptions = {}, alignment: Align = AlignmentType.CENTER): Paragraph {
  return new Paragraph({ alignment, children: [run(text, face)] });
}

function run(text: string, face: IRunOptions = {}): TextRun {
  return new TextRun({ font: FONT, text: xmlText(text), ...face });
}

/** A rule across the middle of its cell: the border of an empty line, drawn in from both sides. */
function rule(width: number, part: number): Paragraph {
  const inset = Math.round((width * (1 - part)) / 2);
  return new Paragraph({
    indent: { left: inset, right: inset },
    spacing: { before: 60, after: 60, line: 60, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    children: [],
  });
}

function headOf({ head, title, subject }: OfficialPaper): (Table | Paragraph)[] {
  const right = TEXT_WIDTH - HEAD_LEFT;
  const number = [line(head.number, { size: 26 })];
  if (title === null) number.push(line(`V/v ${subject}`, { size: 24 }));
  const rows = [
    [
      [line(head.parentAgency, { size: 24 }), line(head.agency, { size: 24, bold: true }), rule(HEAD_LEFT, 0.4)],
      [
        line('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: 24, bold: true }),
        line('Độc lập - Tự do - Hạnh phúc', { size: 26, bold: true }),
        rule(right, 0.6),
      ],
    ],
    [number, [line(head.placeAndDate, { size: 26, italics: true })]],
  ];
  return [borderless(rows, [HEAD_LEFT, right]), gap(120)];
}

function borderless(rows: readonly (readonly (readonly Paragraph[])[])[], widths: readonly number[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [...widths],
    borders: NO_BORDERS,
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({
                borders: NO_CELL_BORDERS,
                margins: { left: 0, right: 0 },
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                children: [...children],
              }),
          ),
        }),
    ),
  });
}

function gap(after: number): Paragraph {
  return new Paragraph({ spacing: { before: 0, after, line: 20, lineRule: 'exact' }, children: [] });
}

function titleOf({ title, subject }: OfficialPaper): Paragraph[] {
  if (title === null) return [];
  return [line(title, { size: 28, bold: true }), line(subject, { size: 28, bold: true }), rule(TEXT_WIDTH, 0.3)];
}

/** One addressee on the line of `Kính gửi:`, several below it. */
function addresseesOf({ addressees }: OfficialPaper): Paragraph[] {
  const [only] = addressees;
  const spacing = { before: 120, after: 120 };
  if (addressees.length === 1 && only !== undefined) {
    return [new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: [run(`Kính gửi: ${only}.`)] })];
  }
  const left = Math.round(TEXT_WIDTH * 0.25);
  const list = addressees.map((name, index) => {
    const end = index === addressees.length - 1 ? '.' : ';';
    return new Paragraph({ indent: { left: left + 400 }, children: [run(`- ${name}${end}`)] });
  });
  return [
    new Paragraph({ indent: { left }, spacing: { before: 120 }, children: [run('Kính gửi:')] }),
    ...list,
    gap(120),
  ];
}

function blockOf(block: PaperBlock): (Paragraph | Table)[] {
  if (block.kind === 'table') return tableOf(block);
  return [
    new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine: FIRST_LINE },
      spacing: { before: 60, after: 60, line: 276 },
      keepNext: block.face === 'bold',
      children: [run(block.text, { bold: block.face === 'bold', italics: block.face === 'italic' })],
    }),
  ];
}

const ALIGN: Record<'left' | 'right' | 'center', Align> = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
};

function tableOf(paper: PaperTable): (Paragraph | Table)[] {
  const even = evenDecimals(paper);
  const { unit, columns, rows } = even;
  const widths = columnWidths(even, TEXT_WIDTH);
  const table = new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ caption }, index) => boxed(caption, widths[index] ?? 0, AlignmentType.CENTER, true)),
      }),
      ...rows.map(
        ({ cells, strong }) =>
          new TableRow({
            cantSplit: true,
            children: columns.map(({ align }, index) =>
              boxed(cells[index] ?? '', widths[index] ?? 0, ALIGN[align], strong),
            ),
          }),
      ),
    ],
  });
  const above = unit === null ? [] : [unitLine(unit)];
  return [...above, table, gap(120)];
}

function unitLine(unit: string): Paragraph {
  const children = [run(unit, { size: 24, italics: true })];
  return new Paragraph({ alignment: AlignmentType.RIGHT, keepNext: true, children });
}

function boxed(text: string, width: number, alignment: Align, bold: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    borders: { top: THIN, bottom: THIN, left: THIN, right: THIN },
    margins: { left: 60, right: 60, top: 20, bottom: 20 },
    verticalAlign: VerticalAlign.CENTER,
    children: [line(text, { size: 22, bold }, alignment)],
  });
}

function footOf({ recipients, signatory }: OfficialPaper): Table {
  const left = [
    line('Nơi nhận:', { size: 24, bold: true, italics: true }, AlignmentType.LEFT),
    ...recipients.map((name, index) =>
      line(`- ${name}${index === recipients.length - 1 ? '.' : ';'}`, { size: 22 }, AlignmentType.LEFT),
    ),
  ];
  const right = [
    line(signatory.title, { size: 28, bold: true }),
    new Paragraph({
      spacing: { before: 1100 },
      alignment: AlignmentType.CENTER,
      children: [run(signatory.name, { bold: true })],
    }),
  ];
  const width = Math.round(TEXT_WIDTH / 2);
  return borderless([[left, right]], [width, TEXT_WIDTH - width]);
}
