import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Successions1764000000021 implements MigrationInterface {
  readonly name = 'Successions1764000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Who carries on the work of an investor, or the area of a place, from a day on. Ended, never changed: what was known before
      -- still answers as it did.
      create table succession (
        id uuid not null,
        subject text not null,
        from_name text not null,
        from_key text not null,
        to_name text not null,
        to_key text not null,
        effective_on date not null,
        decision text,
        shipped boolean not null,
        recorded_by text,
        recorded_at timestamptz not null,
        retracted_by text,
        retracted_at timestamptz,
        retraction_reason text,
        constraint pk_succession primary key (id),
        constraint ck_succession_subject check (subject in ('investor', 'place')),
        constraint ck_succession_names check (from_name <> '' and to_name <> '' and from_key <> to_key),
        constraint ck_succession_retraction check (retracted_at is null or retracted_at >= recorded_at)
      );
      create unique index uq_succession_link on succession (subject, from_key, to_key) where retracted_at is null;
      create index ix_succession_to_key on succession (subject, to_key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table succession');
  }
}
