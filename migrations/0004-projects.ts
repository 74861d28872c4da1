import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Projects1764000000004 implements MigrationInterface {
  readonly name = 'Projects1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table investor (
        id uuid not null,
        name text not null,
        name_key text not null,
        recorded_at timestamptz not null,
        constraint pk_investor primary key (id),
        constraint uq_investor_name_key unique (name_key),
        constraint ck_investor_name check (name <> '' and name is nfc normalized)
      );

      create table project (
        id uuid not null,
        code text,
        import_id uuid not null,
        recorded_at timestamptz not null,
        constraint pk_project primary key (id),
        constraint fk_project_import_id foreign key (import_id) references import (id),
        constraint uq_project_code unique (code),
        constraint ck_project_code check (code ~ '^[0-9]{7}(\\.[0-9]+)?$')
      );

      create table project_version (
        seq bigint generated always as identity not null,
        project_id uuid not null,
        plan_year integer not null,
        name text not null,
        name_key text not null,
        name_folded text not null,
        investor_id uuid,
        location text,
        sector text,
        status text not null,
        status_inferred boolean not null,
        start_year integer,
        withdrawn boolean not null,
        import_id uuid not null,
        recorded_at timestamptz not null,
        constraint pk_project_version primary key (seq),
        constraint fk_project_version_project_id foreign key (project_id) references project (id),
        constraint fk_project_version_investor_id foreign key (investor_id) references investor (id),
        constraint fk_project_version_import_id foreign key (import_id) references import (id),
        constraint ck_project_version_plan_year check (plan_year between 2000 and 2100),
        constraint ck_project_version_status check (status in ('continuing', 'new', 'completed', 'preparation', 'unclassified')),
        constraint ck_project_version_name check (name <> '' and name is nfc normalized)
      );
      create index ix_project_version_latest on project_version (project_id, plan_year, seq);

      create table project_alias (
        id uuid not null,
        project_id uuid not null,
        kind text not null,
        text text not null,
        key text not null,
        recorded_by text,
        recorded_at timestamptz not null,
        constraint pk_project_alias primary key (id),
        constraint fk_project_alias_project_id foreign key (project_id) references project (id),
        constraint uq_project_alias_kind_key unique (kind, key),
        constraint ck_project_alias_kind check (kind in ('code', 'name'))
      );
      create index ix_project_alias_project_id on project_alias (project_id);

      create trigger project_version_append_only before update or delete or truncate on project_version
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table project_alias;
      drop table project_version;
      drop table project;
      drop table investor;
    `);
  }
}
