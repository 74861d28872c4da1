// The side-effect import teaches FastifyRequest its multipart methods.
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { MAX_UPLOAD_BYTES } from '../http/limits.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import type { SentFile } from './upload-form.js';

export interface ReceivedForm {
  readonly fields: ReadonlyMap<string, string>;
  /** null where the file input was left empty */
  readonly file: SentFile | null;
}

/**
 * Reads a multipart form with at most one file, within the limits of the server. Unlike the REST interface it takes a form
 * without a file, so that the page comes back with what the person typed.
 */
export async function receiveForm(request: FastifyRequest): Promise<Result<ReceivedForm>> {
  if (!request.isMultipart()) return refused('upload.notMultipart');
  const fields = new Map<string, string>();
  let file: SentFile | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields.set(part.fieldname, part.value);
        continue;
      }
      const bytes = await part.toBuffer();
      if (part.filename !== '') file = { file: part.filename, bytes };
    }
  } catch (error) {
    return refusalOf(error);
  }
  return accepted({ fields, file });
}

/** A form that breaks a limit or the rules of multipart is refused; any other error goes on. */
function refusalOf(error: unknown): Result<never> {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'FST_REQ_FILE_TOO_LARGE') {
    return refused('upload.tooLarge', { limitMegabytes: MAX_UPLOAD_BYTES / 1024 / 1024 });
  }
  if (code === 'FST_FILES_LIMIT') return refused('upload.severalFiles');
  if (typeof code === 'string' && code.startsWith('FST_')) return refused('upload.notMultipart');
  if (error instanceof Error && /multipart|boundary|unexpected end|malformed/i.test(error.message)) {
    return refused('upload.notMultipart');
  }
  throw error;
}
