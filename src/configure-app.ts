import type { IncomingHttpHeaders } from 'node:http';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { ValidationPipe, type LogLevel } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { ERROR_PAGES, type ErrorPages } from './http/error-pages.js';
import { answerKeysOnce } from './http/idempotency.js';
import { MAX_BODY_BYTES, MAX_UPLOAD_BYTES } from './http/limits.js';
import { answerProblem, ProblemFilter } from './http/problem.filter.js';
import { foreignRequest } from './http/same-origin.js';

/** The application on its data source, configured, not listening yet. */
export async function createApp(dataSource: DataSource, settings: Settings): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    // Keep-alive connections of browsers must not hold the end up.
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(dataSource, settings), adapter, {
    logger: levelsUpTo(settings.logLevel),
    abortOnError: false,
  });
  await configureApp(app, dataSource);
  return app;
}

function levelsUpTo(level: Settings['logLevel']): LogLevel[] {
  const levels: LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug'];
  return levels.slice(0, levels.indexOf(level) + 1);
}

/** What every running application has, in production and in tests alike: limits, headers, validation, problems, OpenAPI. */
async function configureApp(app: NestFastifyApplication, dataSource: DataSource): Promise<void> {
  const errorPages = app.get<ErrorPages>(ERROR_PAGES, { strict: false });
  refuseForeignRequests(app, errorPages);
  await app.register(helmet, SECURITY_HEADERS);
  await app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 20, parts: 21, fieldSize: 10_000 },
  });
  answerKeysOnce(app.getHttpAdapter().getInstance(), dataSource, (request, reply, refusal) =>
    answerProblem(request, reply, refusal, errorPages),
  );
  app.useGlobalPipes(
    new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true, stopAtFirstError: true }),
  );
  app.useGlobalFilters(new ProblemFilter(errorPages));
  SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, OPENAPI), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: 'api/openapi.json',
  });
}

const SELF = ["'self'"];

const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: SELF,
      styleSrc: SELF,
      imgSrc: ["'self'", 'data:'],
      fontSrc: SELF,
      connectSrc: SELF,
      formAction: SELF,
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  // Loopback is plain http; a proxy in front of it says this itself.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'same-origin' },
} as const;

const OPENAPI = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Giải Ngân')
  .setDescription(
    'Public-investment disbursement monitor. Money: integer đồng. Days: YYYY-MM-DD. Errors: application/problem+json (RFC 9457).',
  )
  .setVersion('1')
  .build();

function refuseForeignRequests(app: NestFastifyApplication, errorPages: ErrorPages | null): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
      const headers: IncomingHttpHeaders = request.raw.headers;
      const { host, origin } = headers;
      const secFetchSite = headers['sec-fetch-site']?.toString();
      const refusal = foreignRequest({ method: request.method, host, origin, secFetchSite });
      if (refusal === null) done();
      else answerProblem(request, reply, refusal, errorPages);
    });
}
