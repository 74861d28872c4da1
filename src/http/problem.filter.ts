import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseUnavailable } from '../database/transaction.js';
import type { ErrorPages } from './error-pages.js';
import { languageOf, toProblem, type Problem } from './problem.js';
import type { Refusal } from './refusal.js';
import { isRefusalCode } from './refusal-catalogue.js';
import { uploadRefusal } from './upload.js';

/**
 * Turns whatever ends a request early into its one answer: problem+json for programs, a page for people. Unexpected errors are
 * logged with a reference and told as such, never as "not found".
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly errorPages: ErrorPages | null) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    answerProblem(request, reply, this.refusalOf(error, request), this.errorPages);
  }

  private refusalOf(error: unknown, request: FastifyRequest): Refusal {
    const known = knownRefusal(error, request);
    if (known !== null) return known;
    const reference = randomUUID().slice(0, 8);
    this.logger.error(`${reference} ${request.method} ${request.url}`, error instanceof Error ? error.stack : error);
    return { code: 'internal.error', parameters: { reference } };
  }
}

function knownRefusal(error: unknown, request: FastifyRequest): Refusal | null {
  const carried = carriedRefusal(error) ?? uploadRefusal(error)?.refusal ?? null;
  if (carried !== null) return carried;
  if (isDatabaseUnavailable(error)) return { code: 'storage.unavailable', parameters: {} };
  const status = statusOf(error);
  if (status === null || status >= 500) return null;
  const path = request.url.split('?')[0] ?? '/';
  if (status === 404) return { code: 'resource.notFound', parameters: { path } };
  if (status === 405) return { code: 'method.notAllowed', parameters: { path } };
  if (status === 413) return { code: 'body.tooLarge', parameters: {} };
  if (status === 415) return { code: 'upload.notMultipart', parameters: {} };
  return { code: 'request.malformed', parameters: { details: detailsOf(error) } };
}

/** The refusal that an error of this program carries, whichever room threw it. */
function carriedRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('refusal' in error)) return null;
  const refusal = error.refusal as Partial<Refusal> | null;
  return typeof refusal?.code === 'string' && isRefusalCode(refusal.code) ? (refusal as Refusal) : null;
}

/** Status that Nest or Fastify gave the error, null for an error of our own making. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : null;
}

/** What the validation said, one part a field. */
function detailsOf(error: unknown): string {
  if (error instanceof HttpException) {
    const response = error.getResponse();
    const said = typeof response === 'string' ? response : (response as { message?: unknown }).message;
    if (Array.isArray(said)) return said.join('; ');
    return typeof said === 'string' ? said : error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Sends the problem document, or its page to a browser outside the REST interface. */
export function answerProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  errorPages: ErrorPages | null,
): void {
  const path = request.url.split('?')[0] ?? '/';
  const forPeople = errorPages !== null && !/^\/(api|health)(\/|$)/.test(path);
  const problem: Problem = toProblem(refusal, path, forPeople ? 'vi' : languageOf(request.headers['accept-language']));
  void reply.code(problem.status).header('cache-control', 'no-store');
  if (problem.status === 503) void reply.header('retry-after', '10');
  if (forPeople) void reply.type('text/html; charset=utf-8').send(errorPages.render(problem));
  else void reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
}
