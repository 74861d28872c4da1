import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { childEnvironment } from '../../config/child-environment.js';
import { copyBinaries, packagedBinaries, type PostgresBinaries } from './binaries.js';
import { clusterPaths, prepareCluster, type ClusterPaths } from './cluster.js';
import { clearLeftServer, leaveFolder, takeFolder } from './data-folder-lock.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, canRun, chooseUser, type RunAs } from './run-as.js';
import { createDatabase, launch } from './server-process.js';

export interface EmbeddedPostgresOptions {
  /** data folder of the cluster; made where it is missing */
  readonly folder: string;
  readonly database: string;
  /** server settings besides the shipped ones, e.g. `{ fsync: 'off' }` for tests */
  readonly serverSettings?: Readonly<Record<string, string>>;
  /** lets this process end while the server runs (the server then ends with it) */
  readonly background?: boolean;
}

export interface EmbeddedPostgres {
  /** with the password; 127.0.0.1 only */
  readonly url: string;
  /** where the data really lies: another place than asked for where the database user cannot enter that one */
  readonly folder: string;
  readonly port: number;
  readonly pid: number;
  /** fast shutdown; returns when the server has ended */
  stop(): Promise<void>;
}

/** Place for programs and data when root starts the service in a folder that other users cannot enter. */
const REACHABLE_FOLDER = '/var/lib/giai-ngan';

/**
 * Starts the PostgreSQL of the npm package on a data folder that stays. The server listens on 127.0.0.1 alone, has no socket
 * file, and ends with this process, however that ends.
 * @throws EmbeddedPostgresError with a sentence that says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const asked = resolve(options.folder);
  const packaged = await packagedBinaries();
  const user = await chooseUser(asked);
  const folder = await reachableFolder(asked, user);
  const binaries = await runnableBinaries(packaged, folder, user);
  const paths = clusterPaths(folder);
  await takeFolder(paths);
  try {
    await clearLeftServer(paths);
    return await startServer(binaries, paths, user, options);
  } catch (error) {
    await leaveFolder(paths);
    throw error;
  }
}

async function startServer(
  binaries: PostgresBinaries,
  paths: ClusterPaths,
  user: RunAs,
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const password = await prepareCluster(binaries, paths, user, childEnvironment());
  const server = await launch({ binaries, paths, user, password, ...options });
  await createDatabase(server.urlOf('postgres'), options.database);
  return {
    url: server.urlOf(options.database),
    folder: paths.data,
    port: server.port,
    pid: server.pid,
    stop: async () => {
      await server.stop();
      await leaveFolder(paths);
    },
  };
}

/** The asked-for folder where the database user can reach it, else one under /var/lib that stands for it. */
async function reachableFolder(asked: string, user: RunAs): Promise<string> {
  const parent = dirname(asked);
  await mkdir(parent, { recursive: true }).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(`Không tạo được thư mục ${parent}. Đặt DATA_DIR sang thư mục ghi được.`, { cause });
  });
  if (canEnter(parent, user)) return asked;
  const mark = createHash('sha256')
    .update(await realpath(parent))
    .digest('hex')
    .slice(0, 12);
  const folder = `${REACHABLE_FOLDER}/data-${mark}/postgres`;
  await makeReachable(dirname(folder), user);
  return folder;
}

async function makeReachable(folder: string, user: RunAs): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chmod(folder, 0o755);
  await chmod(dirname(folder), 0o755);
  if (user !== null) await chown(folder, user.uid, user.gid);
  if (canEnter(folder, user)) return;
  throw new EmbeddedPostgresError(
    `Tài khoản chạy cơ sở dữ liệu không vào được thư mục ${folder}. Đặt DATA_DIR sang thư mục mà tài khoản đó vào được (ví dụ /srv/giai-ngan).`,
  );
}

async function runnableBinaries(packaged: PostgresBinaries, folder: string, user: RunAs): Promise<PostgresBinaries> {
  if (canRun(packaged.postgres, user, childEnvironment())) return packaged;
  const copied = await copyBinaries(packaged, user === null ? dirname(folder) : REACHABLE_FOLDER);
  if (canRun(copied.postgres, user, childEnvironment())) return copied;
  throw new EmbeddedPostgresError(
    `Không chạy được PostgreSQL kèm theo (${copied.postgres}). Máy thiếu thư viện hệ thống hoặc cấm chạy chương trình ở thư mục đó; đặt DATABASE_URL trỏ tới một PostgreSQL từ bản 15.`,
  );
}
