import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, Min, validateSync } from 'class-validator';

/** The settings as the environment spells them. An empty variable counts as absent. */
class EnvironmentVariables {
  @Transform(({ value }) => Number(value))
  @IsInt({ message: 'PORT phải là số cổng từ 0 đến 65535' })
  @Min(0, { message: 'PORT phải là số cổng từ 0 đến 65535' })
  @Max(65535, { message: 'PORT phải là số cổng từ 0 đến 65535' })
  PORT: number = 8161;

  @IsString()
  @IsNotEmpty({ message: 'HOST phải là địa chỉ máy, ví dụ 127.0.0.1' })
  HOST: string = '127.0.0.1';

  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/\S+$/, {
    message: 'DATABASE_URL phải có dạng postgres://người_dùng:mật_khẩu@máy:cổng/tên_cơ_sở_dữ_liệu',
  })
  DATABASE_URL?: string;

  @IsString()
  @IsNotEmpty({ message: 'DATA_DIR phải là đường dẫn một thư mục' })
  DATA_DIR: string = './data';

  @Transform(({ value }) => Number(value))
  @IsInt({ message: 'DATABASE_POOL_SIZE phải là số kết nối từ 2 đến 100' })
  @Min(2, { message: 'DATABASE_POOL_SIZE phải là số kết nối từ 2 đến 100' })
  @Max(100, { message: 'DATABASE_POOL_SIZE phải là số kết nối từ 2 đến 100' })
  DATABASE_POOL_SIZE: number = 10;

  @Transform(({ value }) => Number(value))
  @IsInt({ message: 'IMPORT_LEASE_SECONDS phải là số giây từ 1 đến 600' })
  @Min(1, { message: 'IMPORT_LEASE_SECONDS phải là số giây từ 1 đến 600' })
  @Max(600, { message: 'IMPORT_LEASE_SECONDS phải là số giây từ 1 đến 600' })
  IMPORT_LEASE_SECONDS: number = 30;

  @IsIn(['error', 'warn', 'log', 'debug'], { message: 'LOG_LEVEL phải là error, warn, log hoặc debug' })
  LOG_LEVEL: LogLevel = 'warn';
}

export type LogLevel = 'error' | 'warn' | 'log' | 'debug';

/** Typed, validated settings of one running service. */
export interface Settings {
  /** 0 = any free port */
  readonly port: number;
  /** loopback until sign-in exists */
  readonly host: string;
  /** null = the embedded PostgreSQL under `dataDir` */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly databasePoolSize: number;
  readonly logLevel: LogLevel;
  /** a worker that was not heard of for so long is lost, and its import is taken up by another */
  readonly importLeaseSeconds: number;
}

/** Settings that cannot be used; the message is one Vietnamese sentence a setting. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. `overrides` (flags of a command) win over it.
 * @throws SettingsError naming every setting that cannot be used
 */
export function readSettings(environment: Environment = process.env, overrides: Partial<Settings> = {}): Settings {
  const variables = plainToInstance(EnvironmentVariables, withoutEmpty(environment), { exposeDefaultValues: true });
  const errors = validateSync(variables).flatMap((error) => Object.values(error.constraints ?? {}));
  if (errors.length > 0) throw new SettingsError(`${[...new Set(errors)].join('; ')}.`);
  const settings: Settings = {
    port: variables.PORT,
    host: variables.HOST,
    databaseUrl: variables.DATABASE_URL ?? null,
    dataDir: variables.DATA_DIR,
    databasePoolSize: variables.DATABASE_POOL_SIZE,
    logLevel: variables.LOG_LEVEL,
    importLeaseSeconds: variables.IMPORT_LEASE_SECONDS,
    ...overrides,
  };
  refuseOpenHost(settings.host);
  return settings;
}

function withoutEmpty(environment: Environment): Record<string, string> {
  const names = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'DATABASE_POOL_SIZE', 'IMPORT_LEASE_SECONDS', 'LOG_LEVEL'];
  const told = names.map((name) => [name, environment[name]?.trim() ?? ''] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== ''));
}

/** True for addresses that only programs of this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function refuseOpenHost(host: string): void {
  if (isLoopback(host)) return;
  throw new SettingsError(
    `HOST=${host} mở hệ thống ra mạng trong khi chưa có đăng nhập, ai cũng xem và sửa được số liệu. Đặt HOST=127.0.0.1.`,
  );
}
