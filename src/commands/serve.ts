import { readSettings, SettingsError, type Settings } from '../config/settings.js';
import { startService, type RunningService } from '../service.js';
import { WrongUsage } from './command.js';

/** Starts the whole service for a command; settings that cannot be used are wrong usage of it. */
export async function serve(overrides: Partial<Settings> = {}): Promise<RunningService> {
  try {
    return await startService(readSettings(undefined, overrides));
  } catch (error) {
    if (error instanceof SettingsError) throw new WrongUsage(error.message);
    throw error;
  }
}

/** Resolves when a person or the system asks the program to end (Ctrl-C, `kill`, closing the terminal). */
export function untilAskedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

export const LOOPBACK_NOTICE =
  'Hệ thống chưa có đăng nhập nên chỉ phục vụ trên chính máy này, máy khác không vào được.';

/** `--port 8080` as a number; undefined where the flag is absent. */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new WrongUsage('--port nhận số cổng từ 0 đến 65535.');
  return port;
}
