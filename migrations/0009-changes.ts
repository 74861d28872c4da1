import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Changes1764000000009 implements MigrationInterface {
  readonly name = 'Changes1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table change (
        seq bigint generated always as identity not null,
        at timestamptz not null,
        kind text not null,
        subject text not null,
        subject_id text not null,
        data jsonb not null,
        constraint pk_change primary key (seq)
      );

      create trigger change_append_only before update or delete or truncate on change
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table change;
    `);
  }
}
