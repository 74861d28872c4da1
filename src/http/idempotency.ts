import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { underKey } from '../database/keyed-request.js';
import {
  claimKey,
  RENEW_MILLISECONDS,
  renewKey,
  settleKey,
  type Claim,
  type KeptAnswer,
} from './idempotency.repository.js';
import type { Refusal } from './refusal.js';
import { readUpload } from './upload.js';

/** How a hook answers a request itself. */
export type AnswerRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => void;

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** visible ASCII, as a header carries it */
const KEY_FORM = /^[\x21-\x7e]{1,255}$/;
/** Handing in, committing, cancelling and reversing an import again changes nothing by itself. */
const REPEATABLE = /^\/api\/v1\/imports(\/|$)/;
const KEPT_HEADERS = ['content-type', 'location'];
const PATIENCE_MILLISECONDS = 20_000;
const LOOK_MILLISECONDS = 150;

interface KeyedRequest {
  readonly key: string;
  readonly renewing: NodeJS.Timeout;
}

/**
 * `Idempotency-Key` on every write of the REST interface: the first answer is kept for 30 days and given again to the same
 * request with the same key; another request with it is refused (422); one that comes while the first is being answered waits for
 * it. The mark that the effect is there is written in the transaction of the effect itself (`inTransaction`).
 */
export function answerKeysOnce(server: FastifyInstance, dataSource: DataSource, refuse: AnswerRefusal): void {
  const logger = new Logger('Idempotency');
  const keyed = new WeakMap<FastifyRequest, KeyedRequest>();

  server.addHook('preHandler', (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
    const key = keyOf(request);
    if (key === undefined) return done();
    if (!KEY_FORM.test(key)) return refuse(request, reply, { code: 'idempotency.keyForm', parameters: {} });
    admit(request, key, dataSource).then(
      (claim) => {
        if (claim === null) return done();
        if (claim.kind !== 'ours') return answerOther(request, reply, claim, refuse);
        const renewing = setInterval(() => void renewKey(dataSource, key).catch(() => undefined), RENEW_MILLISECONDS);
        keyed.set(request, { key, renewing });
        underKey(key, done);
      },
      (error: unknown) => done(error as Error),
    );
  });

  server.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    const held = keyed.get(request);
    if (held === undefined) return payload;
    keyed.delete(request);
    clearInterval(held.renewing);
    await settleKey(dataSource, held.key, answerOf(reply, payload)).catch((error: unknown) => logger.error(error));
    return payload;
  });
}

function keyOf(request: FastifyRequest): string | undefined {
  const isWrite = WRITES.has(request.method) && request.url.startsWith('/api/');
  return isWrite ? request.headers['idempotency-key']?.toString() : undefined;
}

/** The claim, once no other request with this key is under way or patience has ended; null for a body that is refused anyway. */
async function admit(request: FastifyRequest, key: string, dataSource: DataSource): Promise<Claim | null> {
  const fingerprint = await fingerprintOf(request).catch(() => null);
  if (fingerprint === null) return null;
  const mayRepeat = REPEATABLE.test(request.url);
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const claim = await claimKey(dataSource, key, fingerprint, mayRepeat);
    if (claim.kind !== 'running' || Date.now() > end) return claim;
    await wait(LOOK_MILLISECONDS);
  }
}

/** Of method, address and body. A multipart body is read here: its boundary differs from try to try, its parts do not. */
async function fingerprintOf(request: FastifyRequest): Promise<string> {
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`);
  if (!request.isMultipart()) return hash.update(JSON.stringify(request.body ?? null)).digest('hex');
  const { file, bytes, fields } = await readUpload(request);
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash
    .update(JSON.stringify([file, sorted]))
    .update(bytes)
    .digest('hex');
}

function answerOther(
  request: FastifyRequest,
  reply: FastifyReply,
  claim: Exclude<Claim, { kind: 'ours' }>,
  refuse: AnswerRefusal,
): void {
  switch (claim.kind) {
    case 'answered':
      void reply.code(claim.answer.status).headers({ ...claim.answer.headers, 'idempotency-replayed': 'true' });
      void reply.send(claim.answer.body);
      return;
    case 'otherRequest':
      return refuse(request, reply, { code: 'idempotency.otherRequest', parameters: {} });
    case 'running':
      void reply.header('retry-after', '5');
      return refuse(request, reply, { code: 'idempotency.running', parameters: {} });
    case 'interrupted':
      return refuse(request, reply, { code: 'idempotency.interrupted', parameters: {} });
  }
}

function answerOf(reply: FastifyReply, payload: unknown): KeptAnswer {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  const body = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.toString() : '';
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body };
}
