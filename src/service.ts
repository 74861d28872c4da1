import 'reflect-metadata';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { Logger, type INestApplication } from '@nestjs/common';
import { SettingsError, type Settings } from './config/settings.js';
import { createApp } from './configure-app.js';
import { connect } from './database/data-source.js';
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.js';
import { migrate } from './database/migrate.js';

export interface RunningService {
  /** address to open, e.g. `http://127.0.0.1:8161` */
  readonly url: string;
  readonly app: INestApplication;
  /** stops answering, lets requests under way end, closes the database; again does nothing */
  close(): Promise<void>;
}

/**
 * Starts the whole service: the embedded database unless one is set, the migrations, the server.
 * @throws SettingsError for a port in use; EmbeddedPostgresError with a sentence that says what to do
 */
export async function startService(settings: Settings): Promise<RunningService> {
  const database = await openDatabase(settings);
  try {
    return await serve(settings, database.url, database.stop);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

interface OpenDatabase {
  readonly url: string;
  stop: () => Promise<void>;
}

async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<OpenDatabase> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: () => Promise.resolve() };
  return startEmbeddedPostgres({ folder: join(dataDir, 'postgres'), database: 'giai_ngan' });
}

async function serve(
  settings: Settings,
  databaseUrl: string,
  stopDatabase: () => Promise<void>,
): Promise<RunningService> {
  const logger = new Logger('Database');
  const dataSource = await connect({
    url: databaseUrl,
    poolSize: settings.databasePoolSize,
    onPoolError: (error) => logger.warn(`Mất một kết nối cơ sở dữ liệu: ${error.message}`),
  });
  try {
    await migrate(dataSource);
    const app = await createApp(dataSource, settings);
    await listen(app, settings);
    let closing: Promise<void> | null = null;
    const close = (): Promise<void> => (closing ??= app.close().then(stopDatabase));
    return { url: urlOf(settings.host, app), app, close };
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw error;
  }
}

async function listen(app: INestApplication, { port, host }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw inWords(error, port, host);
  }
}

function inWords(error: unknown, port: number, host: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new SettingsError(
      `Cổng ${port} trên ${host} đang có chương trình khác dùng (có thể Giải Ngân đã chạy sẵn). Dừng chương trình đó, hoặc đặt PORT sang cổng khác.`,
    );
  }
  if (code === 'EACCES') return new SettingsError(`Không được phép dùng cổng ${port}. Đặt PORT từ 1024 trở lên.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new SettingsError(`Máy này không có địa chỉ ${host}. Đặt HOST=127.0.0.1.`);
  }
  return error;
}

function urlOf(host: string, app: INestApplication): string {
  const address = (app.getHttpServer() as Server).address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
