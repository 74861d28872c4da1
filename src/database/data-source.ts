import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.js';
import { ENTITIES } from './entities.js';
import { SnakeNaming } from './naming.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  /** hears of connections that broke while idle; the pool replaces them */
  readonly onPoolError: (error: Error) => void;
}

/** OIDs of `date` and `timestamp`: kept as text. A `Date` moved 1 January into the previous budget year. */
const DATE = 1082;
const TIMESTAMP = 1114;

/** Options of the one data source: schema by migrations only, every wait bounded, days as text. */
export function dataSourceOptions({ url, poolSize, onPoolError }: DatabaseOptions): DataSourceOptions {
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(TIMESTAMP, (text) => text);
  return {
    type: 'postgres',
    driver: pg,
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    parseInt8: false,
    logging: false,
    poolErrorHandler: onPoolError,
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 120_000,
      lock_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
      application_name: 'giai-ngan',
      options: '-c client_connection_check_interval=2000 -c timezone=Asia/Ho_Chi_Minh',
    },
  };
}

const MIN_SERVER_VERSION = 150_000;

/**
 * Connects and checks the server.
 * @throws Error with a Vietnamese sentence where the server is older than PostgreSQL 15 or does not speak UTF-8
 */
export async function connect(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
  const [server] = await dataSource.query<{ version: string; encoding: string }[]>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
  );
  const version = Number(server?.version);
  if (version >= MIN_SERVER_VERSION && server?.encoding === 'UTF8') return dataSource;
  await dataSource.destroy();
  throw new Error(
    version < MIN_SERVER_VERSION
      ? `PostgreSQL ở DATABASE_URL là bản ${Math.floor(version / 10_000)}; cần bản 15 trở lên.`
      : `Cơ sở dữ liệu ở DATABASE_URL dùng bảng mã ${server?.encoding ?? 'không rõ'}; cần UTF8. Tạo cơ sở dữ liệu với encoding 'UTF8'.`,
  );
}
