import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The user that PostgreSQL runs as; null = the user of this process. */
export type RunAs = { readonly uid: number; readonly gid: number } | null;

/** Accounts that services may use, the most fitting first. */
const ACCOUNTS = ['giai-ngan', 'postgres', 'nobody'] as const;

/**
 * PostgreSQL refuses to run as root. For root this is the owner of an existing data folder, else the first known account
 * of the machine; for everybody else the user itself.
 */
export async function chooseUser(dataFolder: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(`${dataFolder}/PG_VERSION`).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = await knownAccounts();
  for (const name of ACCOUNTS) {
    const account = accounts.get(name);
    if (account !== undefined) return account;
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL không chạy bằng quyền root. Tạo tài khoản "giai-ngan" (useradd --system giai-ngan), chạy bằng người dùng thường, hoặc đặt DATABASE_URL.',
  );
}

async function knownAccounts(): Promise<Map<string, { uid: number; gid: number }>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const accounts = new Map<string, { uid: number; gid: number }>();
  for (const line of lines) {
    const [name, , uid, gid] = line.split(':');
    if (name !== undefined && uid !== undefined && gid !== undefined && Number(uid) > 0) {
      accounts.set(name, { uid: Number(uid), gid: Number(gid) });
    }
  }
  return accounts;
}

/** True where the user can run the program: tried, not guessed from permission bits. */
export function canRun(program: string, user: RunAs, environment: Record<string, string>): boolean {
  const tried = spawnSync(program, ['--version'], { ...(user ?? {}), env: environment, stdio: 'ignore', cwd: '/' });
  return tried.status === 0;
}

/** True where the user can enter the folder. */
export function canEnter(folder: string, user: RunAs): boolean {
  if (user === null) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, stdio: 'ignore', cwd: '/' });
  return tried.status === 0;
}
