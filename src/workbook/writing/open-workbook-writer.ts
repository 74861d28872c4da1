import { PassThrough, type Readable, type Writable } from 'node:stream';
import ExcelJS from 'exceljs';

const CREATOR = 'Giải Ngân';

type Source = string | Buffer | Readable;

interface Zip {
  append(source: Source, entry: object): unknown;
}

/**
 * A stream writer of exceljs on the target. With an instant the same content always gives the same bytes: it stands as the day
 * of the document and of every part of the package; without one it is the moment of writing. Current archivers take an entry from what `pipe` returns, and the entry streams
 * of exceljs 4.4 return nothing there; so each goes through a stream that does.
 */
export function openWorkbookWriter(target: Writable, writtenAt?: Date): ExcelJS.stream.xlsx.WorkbookWriter {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: target,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 6 } },
  });
  workbook.creator = CREATOR;
  workbook.lastModifiedBy = CREATOR;
  if (writtenAt !== undefined) workbook.created = workbook.modified = writtenAt;
  const date = writtenAt === undefined ? {} : { date: writtenAt };
  const { zip } = workbook as unknown as { readonly zip: Zip };
  const append = zip.append.bind(zip);
  zip.append = (source, entry): unknown =>
    append(isStream(source) ? throughPipe(source) : source, { ...entry, ...date });
  return workbook;
}

function isStream(source: Source): source is Readable {
  return typeof source !== 'string' && !Buffer.isBuffer(source);
}

function throughPipe(source: Readable): PassThrough {
  const through = new PassThrough();
  source.pipe(through);
  return through;
}
