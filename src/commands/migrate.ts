import { parseArgs } from 'node:util';
import type { ExitCode, Terminal } from './command.js';
import { serve } from './serve.js';

export const MIGRATE_USAGE = 'migrate';

/** Brings the database to the schema of this version; a started service does the same before it serves. */
export async function migrateDatabase(args: string[], terminal: Terminal): Promise<ExitCode> {
  parseArgs({ args, strict: true, options: {} });
  const service = await serve({ port: 0 });
  await service.close();
  terminal.out('Cơ sở dữ liệu đã ở đúng phiên bản của chương trình.');
  return 0;
}
