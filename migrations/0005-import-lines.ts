import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportLines1764000000005 implements MigrationInterface {
  readonly name = 'ImportLines1764000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_line (
        import_id uuid not null,
        ordinal integer not null,
        sheet text not null,
        row_number integer not null,
        role text not null,
        mark text,
        level integer not null,
        parent_row integer,
        code text,
        name text not null,
        original_name text,
        investor text,
        location text,
        sector text,
        status text,
        source text,
        start_year integer,
        amounts jsonb not null,
        remark text,
        has_facts boolean not null,
        project_id uuid,
        matched_by text,
        new_project_key text,
        candidates jsonb not null,
        constraint pk_import_line primary key (import_id, ordinal),
        constraint fk_import_line_import_id foreign key (import_id) references import (id),
        constraint fk_import_line_project_id foreign key (project_id) references project (id),
        constraint ck_import_line_matched_by check (matched_by in ('code', 'alias', 'name')),
        constraint ck_import_line_role check (role in ('project', 'heading', 'subtotal', 'total', 'component', 'note'))
      );
      create index ix_import_line_row on import_line (import_id, sheet, row_number);
      create index ix_import_line_project_id on import_line (project_id);

      create table import_fact (
        import_id uuid not null,
        ordinal integer not null,
        line_ordinal integer not null,
        fact text not null,
        source text not null,
        plan_kind text,
        amount_vnd bigint not null,
        advance_vnd bigint,
        completed_volume_vnd bigint,
        accepted_unpaid_vnd bigint,
        effective_on date,
        decision text,
        nature text,
        as_of date,
        origin text,
        reason text,
        sheet text not null,
        cell text not null,
        constraint pk_import_fact primary key (import_id, ordinal),
        constraint fk_import_fact_import_id foreign key (import_id) references import (id),
        constraint fk_import_fact_source foreign key (source) references funding_source (code),
        constraint ck_import_fact_shape check (case fact when 'plan' then plan_kind is not null and effective_on is not null and nature is not null
           when 'disbursement' then plan_kind is not null and as_of is not null and origin is not null else true end),
        constraint ck_import_fact_amount check (abs(amount_vnd) < 9000000000000000),
        constraint ck_import_fact_fact check (fact in ('plan', 'disbursement', 'demand'))
      );
      create index ix_import_fact_line on import_fact (import_id, line_ordinal);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_fact;
      drop table import_line;
    `);
  }
}
