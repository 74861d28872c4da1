import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { ClusterPaths } from './cluster.js';
import { commandLine, identify, isAlive, isRunning, type ProcessIdentity } from './process-identity.js';

/**
 * Takes the data folder for this process, or says who has it. An owner that died hard (kill -9, power loss) is replaced.
 * @throws EmbeddedPostgresError while another program uses the folder
 */
export async function takeFolder(paths: ClusterPaths): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await createOwnerFile(paths.owner)) return;
    const owner = await readOwner(paths.owner);
    if (owner !== null && owner.pid !== process.pid && (await isRunning(owner)))
      throw folderInUse(paths.data, owner.pid);
    await rm(paths.owner, { force: true });
  }
  throw new EmbeddedPostgresError(
    `Hai chương trình cùng khởi động trên thư mục ${paths.data}. Chạy lại một chương trình.`,
  );
}

export async function leaveFolder(paths: ClusterPaths): Promise<void> {
  const owner = await readOwner(paths.owner);
  if (owner?.pid === process.pid) await rm(paths.owner, { force: true });
}

async function createOwnerFile(path: string): Promise<boolean> {
  const text = JSON.stringify(await identify(process.pid));
  try {
    const file = await open(path, 'wx', 0o600);
    await writeFile(file, text);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null where the file is missing or was cut off while being written. */
async function readOwner(path: string): Promise<ProcessIdentity | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    const owner = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof owner.pid === 'number' ? { pid: owner.pid, started: owner.started ?? null } : null;
  } catch {
    return null;
  }
}

function folderInUse(folder: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `Thư mục dữ liệu ${folder} đang được một chương trình khác dùng (tiến trình ${pid}). Dừng chương trình đó, hoặc đặt DATA_DIR sang thư mục khác.`,
  );
}

const STOP_WITHIN_MS = 30_000;

/**
 * A server that an earlier program left on the folder is stopped (fast shutdown, it closes its files properly); a lock file
 * whose number now belongs to another program (after a restart of the machine or container) is taken away.
 */
export async function clearLeftServer(paths: ClusterPaths): Promise<void> {
  const lockFile = `${paths.data}/postmaster.pid`;
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (pid === process.pid || !isAlive(pid)) return rm(lockFile, { force: true });
  const command = await commandLine(pid);
  if (command !== null && command !== '' && !command.includes('postgres')) return rm(lockFile, { force: true });
  if (!(await stopProcess(pid))) {
    throw new EmbeddedPostgresError(
      `Một máy chủ PostgreSQL cũ (tiến trình ${pid}) vẫn giữ thư mục ${paths.data} và không dừng được. Dừng tiến trình đó rồi chạy lại.`,
    );
  }
}

async function stopProcess(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  for (let waited = 0; waited < STOP_WITHIN_MS; waited += 50) {
    if (!isAlive(pid)) return true;
    await wait(50);
  }
  return !isAlive(pid);
}
