import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  /** folder that holds `bin`, `lib` and `share` */
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL programs that come with the npm package for this platform, with the library links healed that package
 * managers leave out when install scripts do not run.
 * @throws EmbeddedPostgresError where no package exists for the platform
 */
export async function packagedBinaries(): Promise<PostgresBinaries> {
  const found = await importBinaries();
  const root = dirname(dirname(found.postgres));
  await healLinks(root);
  return { root, initdb: found.initdb, postgres: found.postgres };
}

interface BinaryPackage {
  readonly initdb: string;
  readonly postgres: string;
}

async function importBinaries(): Promise<BinaryPackage> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as BinaryPackage;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `Không có PostgreSQL kèm theo cho máy này (gói ${name}). Chạy lại "npm ci", hoặc đặt DATABASE_URL trỏ tới một PostgreSQL từ bản 15.`,
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Makes the links listed in `pg-symlinks.json` that are missing; a read-only installation keeps what it has. */
async function healLinks(root: string): Promise<void> {
  const links = await readLinks(root);
  for (const { source, target } of links) {
    const [from, to] = [join(dirname(root), source), join(dirname(root), target)];
    if (await exists(to)) continue;
    await symlink(relative(dirname(to), from), to).catch(ignoreExisting);
  }
}

async function readLinks(root: string): Promise<readonly Link[]> {
  const text = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as readonly Link[];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'EROFS' && error.code !== 'EACCES') throw error;
}

/** A copy of the programs that every user of the machine may run, made once a version under `folder`. */
export async function copyBinaries(from: PostgresBinaries, folder: string): Promise<PostgresBinaries> {
  const home = join(folder, `postgresql-${await packageVersion(from)}`);
  const root = join(home, 'native');
  const extension = process.platform === 'win32' ? '.exe' : '';
  const copy = {
    root,
    initdb: join(root, 'bin', `initdb${extension}`),
    postgres: join(root, 'bin', `postgres${extension}`),
  };
  if (await exists(copy.postgres)) return copy;
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const unfinished = `${home}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o755 });
  await cp(from.root, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await healLinks(join(unfinished, 'native'));
  await moveIntoPlace(unfinished, home);
  return copy;
}

async function packageVersion(binaries: PostgresBinaries): Promise<string> {
  const text = await readFile(join(dirname(binaries.root), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Two programs may make the same copy at one time: the first to finish wins, the other takes its own away. */
async function moveIntoPlace(unfinished: string, home: string): Promise<void> {
  await rename(unfinished, home).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}
