import type { EntityManager } from 'typeorm';

/** The value of a setting as known at an instant; null where it was never set. */
export async function settingOf(manager: EntityManager, name: string, knownAt: Date): Promise<unknown> {
  const [row] = await manager.query<{ value: unknown }[]>(
    `select value from setting where name = $1 and recorded_at <= $2 order by seq desc limit 1`,
    [name, knownAt],
  );
  return row?.value ?? null;
}

export async function keepSetting(
  manager: EntityManager,
  name: string,
  value: object,
  recordedAt: Date,
): Promise<void> {
  await manager.query(`insert into setting (name, value, recorded_at) values ($1, $2::jsonb, $3)`, [
    ...[name, JSON.stringify(value), recordedAt],
  ]);
}
