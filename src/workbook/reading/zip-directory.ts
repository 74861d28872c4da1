import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';

/** One entry of the archive as the central directory describes it; offsets and sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly dataOffset: number;
}

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const END64_LOCATOR = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const END64_RECORD = 0x06064b50;
const END64_RECORD_BYTES = 56;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const ZIP64_EXTRA = 0x0001;
const MAX_COMMENT_BYTES = 0xffff;
const MAX_16 = 0xffff;
const MAX_32 = 0xffffffff;
const FLAG_ENCRYPTED = 0x0041;
const FLAG_MASKED_DIRECTORY = 0x2000;

interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

interface CentralHeader extends Omit<ZipEntry, 'dataOffset'> {
  readonly headerOffset: number;
  readonly flags: number;
}

/**
 * The entries of a zip archive by their canonical name (`/` between folders, no leading `/`, lower case: names of parts are
 * compared without case, ECMA-376 part 2). Zip64 is read. Refuses archives that are cut, encrypted, spread over several
 * disks, name a part twice, or let entries overlap. Folders are left out.
 */
export function readZipDirectory(file: Buffer, limits: ReadingLimits): Map<string, ZipEntry> {
  const directory = findDirectory(file);
  if (directory.count > limits.entries) throw say.tooManyEntries(directory.count, limits.entries);
  const headers = readCentralHeaders(file, directory, limits);
  const entries = new Map<string, ZipEntry>();
  const ranges: { start: number; end: number }[] = [];
  for (const header of headers) {
    const dataOffset = findData(file, header, directory.offset);
    ranges.push({ start: header.headerOffset, end: dataOffset + header.compressedSize });
    if (header.name.endsWith('/') || header.name.endsWith('\\')) continue;
    const key = canonicalName(header.name);
    if (entries.has(key)) throw say.damaged(`phần "${header.name}" có hai lần trong tệp`, header.name);
    entries.set(key, { ...header, dataOffset });
  }
  refuseOverlaps(ranges, directory.offset);
  return entries;
}

/** `\XL\Workbook.xml` -> `xl/workbook.xml`. Only ASCII letters are folded. */
export function canonicalName(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/^\/+/, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function findDirectory(file: Buffer): Directory {
  const end = findEndRecord(file);
  const disk = file.readUInt16LE(end + 4);
  const count = file.readUInt16LE(end + 10);
  const size = file.readUInt32LE(end + 12);
  const offset = file.readUInt32LE(end + 16);
  if (count === MAX_16 || size === MAX_32 || offset === MAX_32) return findDirectory64(file, end);
  if (disk !== 0 || file.readUInt16LE(end + 6) !== 0) throw say.damaged('tệp nén bị chia nhiều tập');
  return checkDirectory({ offset, size, count }, end);
}

function findEndRecord(file: Buffer): number {
  const lowest = Math.max(0, file.length - END_RECORD_BYTES - MAX_COMMENT_BYTES);
  for (let at = file.length - END_RECORD_BYTES; at >= lowest; at--) {
    if (file.readUInt32LE(at) !== END_RECORD) continue;
    if (at + END_RECORD_BYTES + file.readUInt16LE(at + 20) === file.length) return at;
  }
  throw say.truncated();
}

function findDirectory64(file: Buffer, end: number): Directory {
  const locator = end - END64_LOCATOR_BYTES;
  if (locator < 0 || file.readUInt32LE(locator) !== END64_LOCATOR) throw say.damaged('mục lục zip64 không đọc được');
  const record = readSize(file, locator + 8);
  if (record + END64_RECORD_BYTES > locator || file.readUInt32LE(record) !== END64_RECORD) {
    throw say.damaged('mục lục zip64 không đọc được');
  }
  const count = readSize(file, record + 32);
  return checkDirectory({ count, size: readSize(file, record + 40), offset: readSize(file, record + 48) }, record);
}

/** The directory must lie exactly before its end record: anything between or before hides data from other programs. */
function checkDirectory(directory: Directory, end: number): Directory {
  if (directory.offset + directory.size !== end) throw say.damaged('mục lục không khớp với nội dung tệp');
  return directory;
}

function readCentralHeaders(file: Buffer, directory: Directory, limits: ReadingLimits): CentralHeader[] {
  const end = directory.offset + directory.size;
  const headers: CentralHeader[] = [];
  let at = directory.offset;
  while (at < end) {
    if (at + CENTRAL_HEADER_BYTES > end || file.readUInt32LE(at) !== CENTRAL_HEADER) {
      throw say.damaged('mục lục không đọc được');
    }
    const next = at + CENTRAL_HEADER_BYTES + variableBytes(file, at);
    if (next > end) throw say.damaged('mục lục không đọc được');
    headers.push(readCentralHeader(file, at));
    if (headers.length > limits.entries) throw say.tooManyEntries(headers.length, limits.entries);
    at = next;
  }
  if (headers.length !== directory.count) throw say.damaged('mục lục ghi sai số phần của tệp');
  return headers;
}

function variableBytes(file: Buffer, at: number): number {
  return file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
}

function readCentralHeader(file: Buffer, at: number): CentralHeader {
  const nameEnd = at + CENTRAL_HEADER_BYTES + file.readUInt16LE(at + 28);
  const extra = file.subarray(nameEnd, nameEnd + file.readUInt16LE(at + 30));
  const sizes = widenSizes(extra, {
    size: file.readUInt32LE(at + 24),
    compressedSize: file.readUInt32LE(at + 20),
    headerOffset: file.readUInt32LE(at + 42),
  });
  const name = file.toString('utf8', at + CENTRAL_HEADER_BYTES, nameEnd);
  const flags = file.readUInt16LE(at + 8);
  if (flags & (FLAG_ENCRYPTED | FLAG_MASKED_DIRECTORY)) throw say.entryEncrypted(name);
  return { name, flags, method: file.readUInt16LE(at + 10), crc32: file.readUInt32LE(at + 16), ...sizes };
}

interface Sizes {
  size: number;
  compressedSize: number;
  headerOffset: number;
}

/** The zip64 extra field holds, in this order, only those figures that are 0xFFFFFFFF in the header (APPNOTE 4.5.3). */
function widenSizes(extra: Buffer, sizes: Sizes): Sizes {
  const order = ['size', 'compressedSize', 'headerOffset'] as const;
  const wanted = order.filter((key) => sizes[key] === MAX_32);
  if (wanted.length === 0) return sizes;
  const field = findExtraField(extra, ZIP64_EXTRA);
  if (field === null || field.length < wanted.length * 8) throw say.damaged('mục lục zip64 không đọc được');
  const widened = { ...sizes };
  wanted.forEach((key, index) => (widened[key] = readSize(field, index * 8)));
  return widened;
}

function findExtraField(extra: Buffer, id: number): Buffer | null {
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}

function readSize(bytes: Buffer, at: number): number {
  if (at + 8 > bytes.length) throw say.damaged('mục lục zip64 không đọc được');
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw say.damaged('mục lục zip64 không đọc được');
  return Number(value);
}

/** Offset of the entry's data; its local header must name the same entry as the directory. */
function findData(file: Buffer, header: CentralHeader, directoryOffset: number): number {
  const at = header.headerOffset;
  const outside = at + LOCAL_HEADER_BYTES > directoryOffset;
  if (outside || file.readUInt32LE(at) !== LOCAL_HEADER) {
    throw say.damaged(`không tìm thấy nội dung phần "${header.name}"`, header.name);
  }
  if (file.readUInt16LE(at + 6) & FLAG_ENCRYPTED) throw say.entryEncrypted(header.name);
  const nameBytes = file.readUInt16LE(at + 26);
  const name = file.toString('utf8', at + LOCAL_HEADER_BYTES, at + LOCAL_HEADER_BYTES + nameBytes);
  if (canonicalName(name) !== canonicalName(header.name)) {
    throw say.damaged(`mục lục và nội dung gọi cùng một phần bằng hai tên`, header.name);
  }
  return at + LOCAL_HEADER_BYTES + nameBytes + file.readUInt16LE(at + 28);
}

function refuseOverlaps(ranges: { start: number; end: number }[], directoryOffset: number): void {
  ranges.sort((a, b) => a.start - b.start);
  ranges.forEach((range, index) => {
    const next = ranges[index + 1]?.start ?? directoryOffset;
    if (range.end > next) throw say.damaged('các phần trong tệp chồng lên nhau');
  });
}
