import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExpectedFaultyWorkbook } from './fault-recipe.js';

/** Files that are no xlsx workbook although somebody hands them in as one. */
export interface RawFile {
  readonly file: string;
  readonly about: string;
  readonly code: string;
  readonly bytes: (workbook: Uint8Array) => Buffer;
}

export const RAW_FILES: readonly RawFile[] = [
  { file: 'tep-rong.xlsx', about: 'an empty file', code: 'workbook.empty-file', bytes: () => Buffer.alloc(0) },
  {
    file: 'tep-bi-cat.xlsx',
    about: 'a workbook cut off in the middle',
    code: 'workbook.truncated',
    bytes: (workbook) => Buffer.from(workbook.subarray(0, Math.floor(workbook.length / 2))),
  },
  {
    file: 'excel-cu.xls',
    about: 'Excel 97-2003',
    code: 'workbook.old-excel',
    bytes: (workbook) => converted(workbook, 'xls'),
  },
  {
    file: 'ten-xlsx-ruot-xls.xlsx',
    about: 'Excel 97-2003 renamed to .xlsx',
    code: 'workbook.old-excel',
    bytes: (workbook) => converted(workbook, 'xls'),
  },
  {
    file: 'opendocument.ods',
    about: 'OpenDocument',
    code: 'workbook.open-document',
    bytes: (workbook) => converted(workbook, 'ods'),
  },
  {
    file: 'van-ban.csv',
    about: 'comma separated text',
    code: 'workbook.text',
    bytes: (workbook) => converted(workbook, 'csv'),
  },
  {
    file: 'trang-web.xls',
    about: 'a web page named .xls',
    code: 'workbook.markup',
    bytes: (workbook) => converted(workbook, 'html'),
  },
  { file: 'van-ban.pdf', about: 'a PDF', code: 'workbook.pdf', bytes: (workbook) => converted(workbook, 'pdf') },
  {
    file: 'mat-khau.xlsx',
    about: 'a workbook with a password to open',
    code: 'workbook.password',
    bytes: () => passwordProtected(),
  },
];

export function expectedOfRaw({ file, about, code }: RawFile): ExpectedFaultyWorkbook {
  return { about, file, purpose: null, faults: [{ code, severity: 'error', sheet: null, cell: null }] };
}

/** The workbook in another format, by LibreOffice. */
function converted(workbook: Uint8Array, format: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  try {
    writeFileSync(join(folder, 'in.xlsx'), workbook);
    mkdirSync(join(folder, 'out'));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', format, '--outdir', join(folder, 'out'), join(folder, 'in.xlsx')],
      { stdio: 'ignore' },
    );
    return readFileSync(join(folder, 'out', `in.${format}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A compound file with the two streams that a password-protected workbook consists of (MS-OFFCRYPTO 2.3.4). */
function passwordProtected(): Buffer {
  const sector = 512;
  const header = Buffer.alloc(sector, 0xff);
  header.fill(0, 0, 76);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  header.writeUInt32LE(0, 76);
  const table = Buffer.alloc(sector, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  table.writeUInt32LE(0xfffffffe, 4);
  for (let index = 2; index < 17; index += 1)
    table.writeUInt32LE(index === 9 || index === 16 ? 0xfffffffe : index + 1, index * 4);
  const directory = Buffer.concat([
    entry('Root Entry', 5, 0xfffffffe, 0, 1),
    entry('EncryptionInfo', 2, 2, 4096, 2),
    entry('EncryptedPackage', 2, 10, 3584, -1),
    Buffer.alloc(128),
  ]);
  return Buffer.concat([header, table, directory, Buffer.alloc(15 * sector, 0x5a)]);
}

function entry(name: string, type: number, start: number, size: number, next: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes[66] = type;
  bytes[67] = 1;
  bytes.writeInt32LE(-1, 68);
  bytes.writeInt32LE(type === 2 ? next : -1, 72);
  bytes.writeInt32LE(type === 5 ? next : -1, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}
