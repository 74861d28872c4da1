import { readSettings, SettingsError } from './config/settings.js';
import { EmbeddedPostgresError } from './database/embedded/embedded-postgres-error.js';
import { startService } from './service.js';

/** The server alone, for process managers: says its address, ends in order on SIGINT, SIGTERM and SIGHUP. */
async function main(): Promise<void> {
  const service = await startService(readSettings());
  process.stdout.write(`Giải Ngân đang chạy tại ${service.url}\n`);
  const end = (): void => void service.close().then(() => process.exit(0), fail);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
}

function fail(error: unknown): void {
  const foreseen = error instanceof SettingsError || error instanceof EmbeddedPostgresError;
  const text =
    foreseen || !(error instanceof Error) ? String((error as Error).message) : (error.stack ?? error.message);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

main().catch(fail);
