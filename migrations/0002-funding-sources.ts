import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FundingSources1764000000002 implements MigrationInterface {
  readonly name = 'FundingSources1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table funding_source (
        code text not null,
        name text not null,
        parent_code text,
        is_group boolean not null,
        meanings text[] not null,
        position integer not null,
        constraint pk_funding_source primary key (code),
        constraint fk_funding_source_parent_code foreign key (parent_code) references funding_source (code),
        constraint ck_funding_source_code check (code <> '')
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table funding_source;
    `);
  }
}
