import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** Rows of a query as arrays, within the transaction of the manager: at 100.000 rows a third of the time of objects. */
export function rowsOf(manager: EntityManager, values: unknown[]) {
  return async <Row extends unknown[]>(text: string): Promise<Row[]> => {
    const runner = manager.queryRunner;
    if (runner === undefined) throw new Error('facts need the manager of a transaction');
    const client = (await runner.connect()) as PoolClient;
    const { rows } = await client.query<Row, unknown[]>({ text, values, rowMode: 'array' });
    return rows;
  };
}
