import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AppendOnly1764000000001 implements MigrationInterface {
  readonly name = 'AppendOnly1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Facts are never changed: a correction or an undo is a new row (architecture: "writes of facts").
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
      end
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function refuse_change();
    `);
  }
}
