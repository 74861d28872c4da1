import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
// The side-effect import teaches FastifyRequest its multipart methods.
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { MAX_UPLOAD_BYTES } from './limits.js';
import { RefusedRequest } from './refused-request.js';

/** One file and the plain fields of a multipart form. */
export interface UploadedForm {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly fields: Readonly<Record<string, string>>;
}

/** A body can be read once; who asks again gets what was read. */
const read = new WeakMap<FastifyRequest, Promise<UploadedForm>>();

/**
 * The multipart form of a request, read whole within the limits.
 * @throws RefusedRequest for anything but one file in the field `file`
 */
export function readUpload(request: FastifyRequest): Promise<UploadedForm> {
  const form = read.get(request) ?? readParts(request);
  read.set(request, form);
  return form;
}

async function readParts(request: FastifyRequest): Promise<UploadedForm> {
  if (!request.isMultipart()) throw new RefusedRequest('upload.notMultipart');
  const fields: Record<string, string> = {};
  let found: { file: string; bytes: Uint8Array } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value);
        continue;
      }
      const bytes = await part.toBuffer();
      if (part.fieldname === 'file' && part.filename !== '') found = { file: part.filename, bytes };
    }
  } catch (error) {
    throw uploadRefusal(error) ?? error;
  }
  if (found === null) throw new RefusedRequest('upload.noFile');
  return { ...found, fields };
}

/** What is wrong with a multipart body; null where the error is about something else. */
export function uploadRefusal(error: unknown): RefusedRequest | null {
  switch ((error as { code?: unknown }).code) {
    case 'FST_REQ_FILE_TOO_LARGE':
      return new RefusedRequest('upload.tooLarge', { limitMegabytes: MAX_UPLOAD_BYTES / 1024 / 1024 });
    case 'FST_FILES_LIMIT':
      return new RefusedRequest('upload.severalFiles');
    case 'FST_PARTS_LIMIT':
    case 'FST_FIELDS_LIMIT':
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_PROTO_VIOLATION':
    case 'FST_NO_FORM_DATA':
      return new RefusedRequest('upload.notMultipart');
    default:
      return error instanceof Error && /multipart|boundary|unexpected end|malformed/i.test(error.message)
        ? new RefusedRequest('upload.notMultipart')
        : null;
  }
}

/** Parameter of a controller: the uploaded form. */
export const Upload = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  readUpload(context.switchToHttp().getRequest<FastifyRequest>()),
);
