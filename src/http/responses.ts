import { MAX_VND, toJsonVnd } from '../domain/money.js';
import type { NamedBytes } from '../imports/imports.types.js';
import type { Perspective } from '../projects/projects.types.js';
import { StreamableFile } from '@nestjs/common';
import type { Page } from './page.js';

const VIETNAM_OFFSET_MS = 7 * 3600 * 1000;

/** An instant with the offset of Việt Nam: `2025-07-01T08:00:00.000+07:00`. */
export function toInstant(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().replace('Z', '+07:00');
}

/** What a value becomes in JSON: bigint đồng -> integer (text beyond what the books hold), instant -> text with offset, bytes never. */
export type Jsonified<T> = T extends bigint
  ? number
  : T extends Date
    ? string
    : T extends readonly (infer U)[]
      ? Jsonified<U>[]
      : T extends object
        ? { [K in keyof T]: Jsonified<T[K]> }
        : T;

/** The one way from results to JSON: integers for money (exact, checked), instants with offset. */
export function toJson<T>(value: T): Jsonified<T> {
  return convert(value) as Jsonified<T>;
}

function convert(value: unknown): unknown {
  // The sum of an absurd table may be more than the books hold and than JSON numbers keep exact.
  if (typeof value === 'bigint') return value > MAX_VND || value < -MAX_VND ? value.toString() : toJsonVnd(value);
  if (value instanceof Date) return toInstant(value);
  if (Array.isArray(value)) return value.map(convert);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
}

export interface ListMeta {
  readonly asOf: string | null;
  readonly knownAt: string | null;
  readonly unit: 'VND';
}

export interface ListDocument<T> {
  readonly data: Jsonified<T>[];
  readonly page: { readonly next: string | null };
  readonly meta: ListMeta;
}

/** The envelope of every list (contract). */
export function toList<T>(
  page: Page<T>,
  perspective: Pick<Perspective, 'asOf' | 'knownAt'> | null = null,
): ListDocument<T> {
  return {
    data: page.items.map(toJson),
    page: { next: page.next },
    meta: {
      asOf: perspective?.asOf ?? null,
      knownAt: perspective === null ? null : toInstant(perspective.knownAt),
      unit: 'VND',
    },
  };
}

/** A list that is never long enough for pages. */
export function toWholeList<T>(items: readonly T[]): ListDocument<T> {
  return toList({ items, next: null });
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const CSV_TYPE = 'text/csv; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** A download under its own name, accents and all (RFC 8187). */
export function toDownload({ file, bytes }: NamedBytes, type: string): StreamableFile {
  const name = encodeURIComponent(file).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new StreamableFile(bytes, {
    type,
    disposition: `attachment; filename*=UTF-8''${name}`,
    length: bytes.length,
  });
}

/** Bytes that are the answer itself, not a download. */
export function toInline(bytes: Uint8Array, type: string): StreamableFile {
  return new StreamableFile(bytes, { type, length: bytes.length });
}
