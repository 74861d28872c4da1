import { DEFAULT_READING_LIMITS } from '../../src/workbook/reading/limits.js';
import { ZipParts } from '../../src/workbook/reading/zip-parts.js';

/** The paragraphs of a Word document in reading order (cells of tables too), as a reader sees them. */
export function docxParagraphs(bytes: Uint8Array): string[] {
  const xml = partOf(bytes, 'word/document.xml');
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([one]) => textOf(one)).filter((text) => text !== '');
}

/** The rows of its tables that have borders, cell by cell. */
export function docxTables(bytes: Uint8Array): string[][][] {
  const xml = partOf(bytes, 'word/document.xml');
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
  return tables
    .filter((table) => table.includes('<w:tblHeader'))
    .map((table) =>
      [...table.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
        [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)),
      ),
    );
}

export function docxFooter(bytes: Uint8Array): string {
  return textOf(partOf(bytes, 'word/footer1.xml'));
}

function partOf(bytes: Uint8Array, name: string): string {
  const part = new ZipParts(Buffer.from(bytes), DEFAULT_READING_LIMITS).read(name);
  if (part === null) throw new Error(`the document has no part ${name}`);
  return part.toString('utf8');
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map(([, text]) => text ?? '')
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
