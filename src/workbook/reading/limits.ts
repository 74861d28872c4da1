/** What a workbook may cost before it is refused. Every figure is counted while reading, never taken from the file's word. */
export interface ReadingLimits {
  /** bytes of the uploaded file */
  readonly fileBytes: number;
  /** entries of the zip directory */
  readonly entries: number;
  /** inflated bytes of one part */
  readonly partBytes: number;
  /** inflated bytes of all parts that are read */
  readonly totalBytes: number;
  /** inflated : deflated, once a part has grown past `ratioFreeBytes` */
  readonly ratio: number;
  readonly ratioFreeBytes: number;
  /** nested XML elements */
  readonly xmlDepth: number;
  /** bytes of XML of one `<row>` */
  readonly rowXmlBytes: number;
  /** bytes of XML of one shared or inline string */
  readonly stringXmlBytes: number;
  /** characters of a number format code */
  readonly formatCodeCharacters: number;
  /** cell formats of the workbook */
  readonly cellFormats: number;
  /** sheets of the workbook */
  readonly sheets: number;
  /** rows of one sheet that hold a value or are hidden */
  readonly rows: number;
  /** last column that may hold a value */
  readonly columns: number;
  /** cells of the workbook, empty ones included */
  readonly cells: number;
  /** merged ranges of one sheet */
  readonly merges: number;
  /** shared strings of the workbook */
  readonly sharedStrings: number;
  /** characters of all shared strings together */
  readonly sharedStringCharacters: number;
  /** characters of one cell's text; Excel itself allows no more */
  readonly textCharacters: number;
}

const MEBIBYTE = 1024 * 1024;

/** A workbook of 100.000 rows x 20 columns uses about a third of these. */
export const DEFAULT_READING_LIMITS: ReadingLimits = {
  fileBytes: 32 * MEBIBYTE,
  entries: 1_000,
  partBytes: 256 * MEBIBYTE,
  totalBytes: 320 * MEBIBYTE,
  ratio: 100,
  ratioFreeBytes: 16 * MEBIBYTE,
  xmlDepth: 64,
  rowXmlBytes: MEBIBYTE,
  stringXmlBytes: 256 * 1024,
  formatCodeCharacters: 255,
  cellFormats: 65_536,
  sheets: 256,
  rows: 120_000,
  columns: 256,
  cells: 4_000_000,
  merges: 20_000,
  sharedStrings: 500_000,
  sharedStringCharacters: 64_000_000,
  textCharacters: 32_767,
};
