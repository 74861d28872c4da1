import type { EntityManager } from 'typeorm';
import type { LocalDate } from '../domain/local-date.js';
import { nameKey } from '../domain/vietnamese-text.js';

/** Heads of units on a day as known at an instant, by name key of the investor: `Giám đốc Nguyễn Văn A`. */
export async function headsAsOf(manager: EntityManager, asOf: LocalDate, knownAt: Date): Promise<Map<string, string>> {
  const rows = await manager.query<{ key: string; head: string }[]>(
    `select distinct on (head.investor_id) investor.name_key as key, head.position || ' ' || head.name as head
       from investor_head head join investor on investor.id = head.investor_id
      where head.from_day <= $1 and head.recorded_at <= $2
      order by head.investor_id, head.from_day desc, head.seq desc`,
    [asOf, knownAt],
  );
  return new Map(rows.map(({ key, head }) => [key, head]));
}

/** What units registered for the last month end not after a day, in đồng by name key of the investor. */
export async function registeredAsOf(
  manager: EntityManager,
  question: { readonly planYear: number; readonly asOf: LocalDate; readonly knownAt: Date },
): Promise<Map<string, bigint>> {
  const rows = await manager.query<{ key: string; vnd: string }[]>(
    `select distinct on (plan.investor_id) investor.name_key as key, plan.cumulative_vnd::text as vnd
       from investor_monthly_plan plan join investor on investor.id = plan.investor_id
      where plan.plan_year = $1 and plan.month_end <= $2 and plan.recorded_at <= $3
      order by plan.investor_id, plan.month_end desc, plan.seq desc`,
    [question.planYear, question.asOf, question.knownAt],
  );
  return new Map(rows.map(({ key, vnd }) => [key, BigInt(vnd)]));
}

type Naming = (name: string | null) => string | null;

/** By the unit that carries on the work: its own head where it has one, else one of a unit before it. */
export function headsByUnit(heads: ReadonlyMap<string, string>, named: Naming): Map<string, string> {
  const byUnit = new Map<string, string>();
  for (const [key, head] of heads) {
    const unit = nameKey(named(key) ?? key);
    if (unit === key || !byUnit.has(unit)) byUnit.set(unit, head);
  }
  return byUnit;
}

/** What the units registered that one unit carries on, together. */
export function registeredByUnit(registered: ReadonlyMap<string, bigint>, named: Naming): Map<string, bigint> {
  const byUnit = new Map<string, bigint>();
  for (const [key, vnd] of registered) {
    const unit = nameKey(named(key) ?? key);
    byUnit.set(unit, (byUnit.get(unit) ?? 0n) + vnd);
  }
  return byUnit;
}

export async function investorExists(manager: EntityManager, id: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>('select 1 from investor where id = $1', [id]);
  return rows.length === 1;
}

export interface Head {
  readonly name: string;
  /** `Giám đốc`, `Chủ tịch UBND huyện` */
  readonly position: string;
  readonly fromDay: LocalDate;
}

export async function insertHead(manager: EntityManager, investorId: string, head: Head, at: Date): Promise<void> {
  await manager.query(
    'insert into investor_head (investor_id, name, position, from_day, recorded_at) values ($1, $2, $3, $4, $5)',
    [investorId, head.name, head.position, head.fromDay, at],
  );
}

export interface RegisteredMonth {
  readonly monthEnd: LocalDate;
  readonly cumulativeVnd: bigint;
}

export async function insertRegistered(
  manager: EntityManager,
  investorId: string,
  planYear: number,
  months: readonly RegisteredMonth[],
  at: Date,
): Promise<void> {
  await manager.query(
    `insert into investor_monthly_plan (investor_id, plan_year, month_end, cumulative_vnd, recorded_at)
     select $1, $2, month_end, cumulative_vnd, $5
       from unnest($3::date[], $4::bigint[]) as month (month_end, cumulative_vnd)`,
    [
      investorId,
      planYear,
      months.map(({ monthEnd }) => monthEnd),
      months.map(({ cumulativeVnd }) => cumulativeVnd.toString()),
      at,
    ],
  );
}
