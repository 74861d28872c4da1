import {
  createParamDecorator,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { RefusedRequest } from './refused-request.js';

/** The version that `If-Match` names (`"3"`); null without the header. Versions count from 1; `"0"` says "there is none yet". */
export function versionOfIfMatch(header: string | undefined): number | null {
  if (header === undefined) return null;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (match === null) {
    throw new RefusedRequest('request.malformed', { details: `If-Match phải là một số lần ghi, ví dụ "3": ${header}` });
  }
  return Number(match[1]);
}

/** Parameter of a controller: the version that the caller has seen. */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  versionOfIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

/** Gives an answer that has a `version` its ETag. */
@Injectable()
export class VersionTag implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((body: unknown) => {
        const version = (body as { version?: unknown } | null)?.version;
        if (typeof version === 'number') void reply.header('etag', `"${version}"`);
        return body;
      }),
    );
  }
}
