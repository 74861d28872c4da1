import { crc32, inflateRawSync } from 'node:zlib';
import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import { canonicalName, readZipDirectory, type ZipEntry } from './zip-directory.js';

const STORED = 0;
const DEFLATED = 8;
/** room past the declared size, so that zlib ends without a second buffer and an entry that lies is noticed */
const SPARE_BYTES = 64;

/** The parts of a package, inflated on demand under one budget of bytes. Parts nobody asks for are never inflated. */
export class ZipParts {
  private readonly entries: Map<string, ZipEntry>;
  private bytesLeft: number;

  constructor(
    private readonly file: Buffer,
    private readonly limits: ReadingLimits,
  ) {
    this.entries = readZipDirectory(file, limits);
    this.bytesLeft = limits.totalBytes;
  }

  /** Whether the package has a part of this name, in any case and with either slash. */
  has(name: string): boolean {
    return this.entries.has(canonicalName(name));
  }

  /** Inflated bytes of a part, CRC checked; null where there is no such part. */
  read(name: string): Buffer | null {
    const entry = this.entries.get(canonicalName(name));
    if (!entry) return null;
    const limit = this.allowance(entry);
    if (entry.size > limit) throw say.inflatesTooFar(entry.name, limit);
    const bytes = this.inflate(entry);
    if (bytes.length !== entry.size) throw say.damaged(`phần "${entry.name}" dài khác mức mục lục ghi`, entry.name);
    if (crc32(bytes) !== entry.crc32) throw say.damaged(`phần "${entry.name}" sai mã kiểm tra CRC`, entry.name);
    this.bytesLeft -= bytes.length;
    return bytes;
  }

  private allowance(entry: ZipEntry): number {
    const byRatio = Math.max(this.limits.ratioFreeBytes, entry.compressedSize * this.limits.ratio);
    return Math.min(this.limits.partBytes, this.bytesLeft, byRatio);
  }

  /** Never yields more than the declared size, which the limits have allowed: zlib counts chunk by chunk and stops. */
  private inflate(entry: ZipEntry): Buffer {
    const packed = this.file.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
    if (entry.method === STORED) return packed;
    if (entry.method !== DEFLATED) throw say.compressionUnknown(entry.name, entry.method);
    try {
      return inflateRawSync(packed, {
        chunkSize: entry.size + SPARE_BYTES,
        maxOutputLength: Math.max(1, entry.size),
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        throw say.damaged(`phần "${entry.name}" bung ra lớn hơn mức mục lục ghi`, entry.name);
      }
      throw say.damaged(`phần "${entry.name}" không giải nén được`, entry.name);
    }
  }
}
