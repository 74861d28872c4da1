import { crc32, deflateRawSync } from 'node:zlib';

/** Packages made by hand, byte by byte: what no library would write, real or hostile. */

export interface RawEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** 0 stored, 8 deflated (default) */
  readonly method?: number;
  readonly flags?: number;
  /** what the directory claims instead of the truth */
  readonly claimedSize?: number;
  readonly claimedPackedSize?: number;
  readonly claimedCrc?: number;
  readonly localName?: string;
  /** write sizes and offset as zip64 */
  readonly zip64?: boolean;
  /** sizes and CRC behind the data, zeros in the local header, as streaming writers do */
  readonly dataDescriptor?: boolean;
  /** data as it stands in the archive, already deflated */
  readonly packed?: Uint8Array;
  /** a further directory entry over the data of the entry of this index */
  readonly sameDataAs?: number;
}

export interface RawZipOptions {
  readonly zip64?: boolean;
  readonly comment?: string;
}

const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;

interface Written {
  readonly entry: RawEntry;
  readonly offset: number;
  readonly size: number;
  readonly packedSize: number;
  readonly crc: number;
}

export function rawZip(entries: readonly RawEntry[], options: RawZipOptions = {}): Buffer {
  const chunks: Buffer[] = [];
  const written: Written[] = [];
  let offset = 0;
  const push = (chunk: Buffer) => {
    chunks.push(chunk);
    offset += chunk.length;
  };
  for (const entry of entries) {
    if (entry.sameDataAs !== undefined) {
      written.push({ ...written[entry.sameDataAs]!, entry });
      continue;
    }
    const data = Buffer.from(entry.data as string);
    const packed = entry.packed ?? (entry.method === 0 ? data : deflateRawSync(data));
    const facts = {
      entry,
      offset,
      size: entry.claimedSize ?? data.length,
      packedSize: entry.claimedPackedSize ?? packed.length,
      crc: entry.claimedCrc ?? crc32(data),
    };
    written.push(facts);
    push(localHeader(facts));
    push(Buffer.from(packed));
    if (entry.dataDescriptor) push(descriptor(facts));
  }
  const directoryOffset = offset;
  for (const facts of written) push(centralHeader(facts));
  push(endRecords(written.length, offset - directoryOffset, directoryOffset, options));
  return Buffer.concat(chunks);
}

function localHeader({ entry, size, packedSize, crc }: Written): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE((entry.flags ?? 0) | (entry.dataDescriptor ? 8 : 0) | 0x800, 6);
  header.writeUInt16LE(entry.method ?? 8, 8);
  if (!entry.dataDescriptor) {
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(packedSize, 18);
    header.writeUInt32LE(size, 22);
  }
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ size, packedSize, crc }: Written): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packedSize, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

function centralHeader({ entry, offset, size, packedSize, crc }: Written): Buffer {
  const name = Buffer.from(entry.name);
  const extra = entry.zip64 ? zip64Extra(size, packedSize, offset) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE((entry.flags ?? 0) | (entry.dataDescriptor ? 8 : 0) | 0x800, 8);
  header.writeUInt16LE(entry.method ?? 8, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(entry.zip64 ? MAX_32 : packedSize, 20);
  header.writeUInt32LE(entry.zip64 ? MAX_32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(entry.zip64 ? MAX_32 : offset, 42);
  return Buffer.concat([header, name, extra]);
}

function zip64Extra(size: number, packedSize: number, offset: number): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(packedSize), 12);
  extra.writeBigUInt64LE(BigInt(offset), 20);
  return extra;
}

function endRecords(count: number, size: number, offset: number, options: RawZipOptions): Buffer {
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.zip64 ? MAX_16 : count, 8);
  end.writeUInt16LE(options.zip64 ? MAX_16 : count, 10);
  end.writeUInt32LE(options.zip64 ? MAX_32 : size, 12);
  end.writeUInt32LE(options.zip64 ? MAX_32 : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  const records = options.zip64 ? [...zip64End(count, size, offset), end] : [end];
  return Buffer.concat([...records, comment]);
}

function zip64End(count: number, size: number, offset: number): Buffer[] {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const STRICT_RELATIONS = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT_TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface RawSheet {
  readonly name?: string;
  readonly state?: string;
  /** the whole part; or the content of `<sheetData>` with what stands around it */
  readonly xml?: string | Uint8Array;
  readonly rows?: string;
  readonly before?: string;
  readonly after?: string;
  /** relationship type instead of `worksheet` */
  readonly kind?: string;
}

export interface RawWorkbook {
  readonly sheets?: readonly RawSheet[];
  /** content of `<sst>`, or the whole part */
  readonly strings?: string | Uint8Array;
  /** content of `<styleSheet>`, or the whole part */
  readonly styles?: string;
  /** attributes of `<workbookPr>` */
  readonly properties?: string;
  readonly strict?: boolean;
  /** parts by name: null leaves one out, anything else replaces or adds it */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
  /** further relations of the workbook part */
  readonly relations?: string;
}

/** Format 0 General, 1 `dd/mm/yyyy`, 2 `#,##0`, 3 `0.00%`, 4 `dd/mm/yyyy hh:mm:ss`; format 5 is bold, indented, in a legacy font. */
export const STYLES =
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><i val="0"/><name val=".VnTimeH"/></font></fonts>' +
  '<cellXfs count="6"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="3" fontId="0"/><xf numFmtId="10" fontId="0"/>' +
  '<xf numFmtId="165" fontId="0"/><xf numFmtId="0" fontId="1"><alignment indent="2"/></xf></cellXfs>';

/** The parts of a workbook by name, in the order they are to be written. */
export function rawParts(workbook: RawWorkbook): Map<string, string | Uint8Array> {
  const main = workbook.strict ? STRICT_MAIN : MAIN;
  const relations = workbook.strict ? STRICT_RELATIONS : RELATIONS;
  const sheets = workbook.sheets ?? [{}];
  const parts = new Map<string, string | Uint8Array>([
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${CONTENT_TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ],
    ['_rels/.rels', relationsXml([['rId1', `${relations}/officeDocument`, 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(workbook, sheets, main, relations)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(workbook, sheets, relations)],
  ]);
  if (workbook.styles !== undefined) parts.set('xl/styles.xml', wrap(workbook.styles, 'styleSheet', main));
  if (workbook.strings !== undefined) parts.set('xl/sharedStrings.xml', wrap(workbook.strings, 'sst', main));
  sheets.forEach((sheet, index) =>
    parts.set(`xl/worksheets/sheet${index + 1}.xml`, sheet.xml ?? sheetXml(sheet, main)),
  );
  for (const [name, part] of Object.entries(workbook.parts ?? {})) {
    if (part === null) parts.delete(name);
    else parts.set(name, part);
  }
  return parts;
}

export function rawWorkbook(workbook: RawWorkbook, options?: RawZipOptions): Buffer {
  const entries = [...rawParts(workbook)].map(([name, data]) => ({ name, data }));
  return rawZip(entries, options);
}

export function sheetXml(sheet: RawSheet, main: string = MAIN): string {
  return `${DECLARATION}<worksheet xmlns="${main}">${sheet.before ?? ''}<sheetData>${sheet.rows ?? ''}</sheetData>${sheet.after ?? ''}</worksheet>`;
}

function wrap(content: string | Uint8Array, root: string, main: string): string | Uint8Array {
  if (typeof content !== 'string' || content.startsWith('<?xml') || content.includes(`${root} xmlns`)) return content;
  return `${DECLARATION}<${root} xmlns="${main}">${content}</${root}>`;
}

function workbookXml(workbook: RawWorkbook, sheets: readonly RawSheet[], main: string, relations: string): string {
  const entries = sheets.map((sheet, index) => {
    const state = sheet.state === undefined ? '' : ` state="${sheet.state}"`;
    return `<sheet name="${sheet.name ?? `Sheet${index + 1}`}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  return `${DECLARATION}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr ${workbook.properties ?? ''}/><sheets>${entries.join('')}</sheets></workbook>`;
}

function workbookRelations(workbook: RawWorkbook, sheets: readonly RawSheet[], relations: string): string {
  const rows: [string, string, string][] = sheets.map((sheet, index) => [
    `rId${index + 1}`,
    `${relations}/${sheet.kind ?? 'worksheet'}`,
    `worksheets/sheet${index + 1}.xml`,
  ]);
  if (workbook.styles !== undefined) rows.push(['rIdStyles', `${relations}/styles`, 'styles.xml']);
  if (workbook.strings !== undefined) rows.push(['rIdStrings', `${relations}/sharedStrings`, 'sharedStrings.xml']);
  return relationsXml(rows, workbook.relations);
}

export function relationsXml(rows: readonly (readonly [string, string, string])[], more = ''): string {
  const all = rows.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${PACKAGE_RELATIONS}">${all.join('')}${more}</Relationships>`;
}
