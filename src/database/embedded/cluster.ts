import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { PostgresBinaries } from './binaries.js';
import type { RunAs } from './run-as.js';

/** Major version of the programs that the npm package holds; a data folder of another one cannot be opened by them. */
const MAJOR_VERSION = '18';

export const DATABASE_USER = 'giai_ngan';

/** Where a data folder and what belongs to it lie: beside each other, so that PostgreSQL finds its own folder empty. */
export interface ClusterPaths {
  readonly data: string;
  readonly password: string;
  readonly owner: string;
  readonly log: string;
}

export function clusterPaths(data: string): ClusterPaths {
  return { data, password: `${data}.password`, owner: `${data}.owner`, log: `${data}.log` };
}

/**
 * Makes the data folder where there is none. An interrupted attempt leaves nothing that a later start could take for a
 * data folder. Returns the password of the database user.
 */
export async function prepareCluster(
  binaries: PostgresBinaries,
  paths: ClusterPaths,
  user: RunAs,
  environment: Record<string, string>,
): Promise<string> {
  const version = await readFile(`${paths.data}/PG_VERSION`, 'utf8').catch(() => null);
  if (version !== null) {
    refuseOtherVersion(paths.data, version.trim());
    return readPassword(paths);
  }
  await refuseForeignFolder(paths.data);
  const password = await writePassword(paths, user);
  await initialise(binaries, paths, user, environment);
  return password;
}

function refuseOtherVersion(folder: string, version: string): void {
  if (version === MAJOR_VERSION) return;
  throw new EmbeddedPostgresError(
    `Thư mục ${folder} là dữ liệu của PostgreSQL ${version}, chương trình này kèm PostgreSQL ${MAJOR_VERSION}. Sao lưu bằng bản cũ rồi khôi phục vào thư mục mới, hoặc đặt DATABASE_URL.`,
  );
}

/** An empty folder (a mount point, say) is no obstacle; anything in it is somebody's and stays. */
async function refuseForeignFolder(folder: string): Promise<void> {
  await rmdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return;
    throw new EmbeddedPostgresError(
      `Thư mục ${folder} đã có nội dung nhưng không phải dữ liệu của hệ thống. Chuyển nội dung đó đi nơi khác, hoặc đặt DATA_DIR sang thư mục khác.`,
      { cause },
    );
  });
}

async function readPassword(paths: ClusterPaths): Promise<string> {
  return readFile(paths.password, 'utf8').catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      `Không đọc được tệp mật khẩu ${paths.password} của cơ sở dữ liệu. Khôi phục tệp này từ bản sao lưu, hoặc chạy bằng đúng người dùng đã tạo dữ liệu.`,
      { cause },
    );
  });
}

async function writePassword(paths: ClusterPaths, user: RunAs): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await mkdir(dirname(paths.data), { recursive: true });
  await rm(paths.password, { force: true });
  await writeFile(paths.password, password, { mode: 0o600, flag: 'wx' });
  if (user !== null) await chown(paths.password, user.uid, user.gid);
  return password;
}

async function initialise(
  binaries: PostgresBinaries,
  paths: ClusterPaths,
  user: RunAs,
  environment: Record<string, string>,
): Promise<void> {
  const unfinished = `${paths.data}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await chmod(unfinished, 0o700);
  if (user !== null) await chown(unfinished, user.uid, user.gid);
  const output = await run(binaries.initdb, initdbArguments(unfinished, paths.password), user, environment);
  if (output !== null) {
    await rm(unfinished, { recursive: true, force: true });
    throw new EmbeddedPostgresError(
      `Không tạo được cơ sở dữ liệu trong ${paths.data}. Kiểm tra chỗ trống trên đĩa và quyền ghi. PostgreSQL báo: ${output}`,
    );
  }
  await rename(unfinished, paths.data);
}

function initdbArguments(folder: string, passwordFile: string): string[] {
  return [
    '-D',
    folder,
    '-U',
    DATABASE_USER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ];
}

/** Runs a program to its end; null where it succeeded, else what it said last. */
function run(
  program: string,
  args: string[],
  user: RunAs,
  environment: Record<string, string>,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...(user ?? {}),
      env: environment,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString('utf8')).slice(-2000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? null : said.trim()));
  });
}
