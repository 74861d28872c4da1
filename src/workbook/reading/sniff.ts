import * as say from './messages.js';
import type { WorkbookRefusal } from './refusal.js';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const SIGNATURES: readonly [string, () => WorkbookRefusal][] = [
  ['%PDF', say.pdfFile],
  ['Rar!', () => say.notAWorkbook('Đây là tệp nén RAR')],
  ['7z\xbc\xaf', () => say.notAWorkbook('Đây là tệp nén 7z')],
  ['MZ', () => say.notAWorkbook('Đây là tệp chương trình')],
  ['\x89PNG', () => say.notAWorkbook('Đây là tệp ảnh')],
  ['\xff\xd8\xff', () => say.notAWorkbook('Đây là tệp ảnh')],
];
/** BIFF2-BIFF4 sheets of Excel 2.0-4.0 begin with their BOF record, without a compound file around it. */
const BIFF_BEFORE_COMPOUND_FILES = ['\x09\x00\x04\x00', '\x09\x02\x06\x00', '\x09\x04\x06\x00'];
const PROBE_BYTES = 4096;

/** Refuses by its first bytes everything that is no zip archive, naming what it is. */
export function refuseUnlessZip(file: Buffer): void {
  if (file.length === 0) throw say.emptyFile();
  if (startsWith(file, 'PK\x03\x04') || startsWith(file, 'PK\x05\x06')) return;
  throw nameForeignFile(file);
}

function nameForeignFile(file: Buffer): WorkbookRefusal {
  if (file.subarray(0, 8).equals(COMPOUND_FILE)) return nameCompoundFile(file);
  if (BIFF_BEFORE_COMPOUND_FILES.some((bytes) => startsWith(file, bytes))) return say.oldExcel();
  const known = SIGNATURES.find(([bytes]) => startsWith(file, bytes));
  if (known) return known[1]();
  const text = decodeProbe(file.subarray(0, PROBE_BYTES));
  if (text === null) return say.notAWorkbook('Tệp có nội dung không nhận ra');
  return /^\s*</.test(text) ? say.markupFile() : say.textFile();
}

/** MS-CFB stream names are UTF-16LE; `EncryptedPackage` is the stream of a password-protected xlsx. */
function nameCompoundFile(file: Buffer): WorkbookRefusal {
  const hasStream = (name: string) => file.includes(Buffer.from(name, 'utf16le'));
  if (hasStream('EncryptedPackage')) return say.passwordProtected();
  if (hasStream('Workbook') || hasStream('Book')) return say.oldExcel();
  return say.notAWorkbook('Đây là tệp Office đời cũ (Word, PowerPoint hoặc Outlook)');
}

/** The probe as text, null where it holds bytes that no text has. */
function decodeProbe(probe: Buffer): string | null {
  if (probe[0] === 0xff && probe[1] === 0xfe) return probe.subarray(2).toString('utf16le');
  if (probe[0] === 0xfe && probe[1] === 0xff) return new TextDecoder('utf-16be').decode(probe);
  const text = probe.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  // eslint-disable-next-line no-control-regex -- control characters are what tells a binary file
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text;
}

function startsWith(file: Buffer, latin1: string): boolean {
  return file.subarray(0, latin1.length).toString('latin1') === latin1;
}
