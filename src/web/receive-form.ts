// The side-effect import teaches FastifyRequest its multipart methods.
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { accepted, refused, type Result } from '../http/refusal.js';
import type { SentFile } from './upload-form.js';

export interface ReceivedForm {
  readonly fields: ReadonlyMap<string, string>;
  /** null where the file input was left empty */
  readonly file: SentFile | null;
}

/** Reads a multipart form with at most one file; the limits are those of the server. */
export async function receiveForm(request: FastifyRequest): Promise<Result<ReceivedForm>> {
  if (!request.isMultipart()) return refused('upload.notMultipart');
  const fields = new Map<string, string>();
  let file: SentFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
      continue;
    }
    const bytes = await part.toBuffer();
    if (part.filename !== '') file = { file: baseName(part.filename), bytes };
  }
  return accepted({ fields, file });
}

/** Some browsers send the folder as well. */
function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).normalize('NFC');
}
