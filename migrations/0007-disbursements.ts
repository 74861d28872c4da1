import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Disbursements1764000000007 implements MigrationInterface {
  readonly name = 'Disbursements1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table disbursement_snapshot (
        seq bigint generated always as identity not null,
        project_id uuid not null,
        source text not null,
        plan_year integer not null,
        plan_kind text not null,
        as_of date not null,
        origin text not null,
        amount_vnd bigint not null,
        advance_vnd bigint,
        completed_volume_vnd bigint,
        matched_by text,
        import_id uuid not null,
        sheet text not null,
        cell text not null,
        recorded_at timestamptz not null,
        constraint pk_disbursement_snapshot primary key (seq),
        constraint fk_disbursement_snapshot_project_id foreign key (project_id) references project (id),
        constraint fk_disbursement_snapshot_source foreign key (source) references funding_source (code),
        constraint fk_disbursement_snapshot_import_id foreign key (import_id) references import (id),
        constraint ck_disbursement_snapshot_amount check (amount_vnd between 0 and 8999999999999999),
        constraint ck_disbursement_snapshot_matched_by check (matched_by in ('code', 'alias', 'name')),
        constraint ck_disbursement_snapshot_origin check (origin in ('treasury', 'investor')),
        constraint ck_disbursement_snapshot_kind check (plan_kind in ('current', 'carriedOver'))
      );
      create index ix_disbursement_snapshot_year on disbursement_snapshot (plan_year, seq);
      create index ix_disbursement_snapshot_import_id on disbursement_snapshot (import_id);
      create index ix_disbursement_snapshot_project on disbursement_snapshot (project_id, plan_year, as_of);

      create trigger disbursement_snapshot_append_only before update or delete or truncate on disbursement_snapshot
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table disbursement_snapshot;
    `);
  }
}
