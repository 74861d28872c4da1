import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['import_decision', 'column_memory', 'import_absence'] as const;

export class ImportDecisions1764000000011 implements MigrationInterface {
  readonly name = 'ImportDecisions1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What people decide about an import between its reading and its commit; of one kind and place the latest counts.
      create table import_decision (
        seq bigint generated always as identity not null,
        import_id uuid not null,
        kind text not null,
        sheet text,
        cell text,
        row_number integer,
        value jsonb not null,
        reason text,
        recorded_by text,
        recorded_at timestamptz not null,
        constraint pk_import_decision primary key (seq),
        constraint fk_import_decision_import_id foreign key (import_id) references import (id),
        constraint ck_import_decision_place check (case kind when 'cell' then sheet is not null and cell is not null and reason is not null
           when 'row' then sheet is not null and row_number is not null and reason is not null
           when 'warnings' then reason is not null else true end),
        constraint ck_import_decision_kind check (kind in ('mapping', 'statement', 'cell', 'row', 'warnings', 'absence'))
      );
      create index ix_import_decision_import_id on import_decision (import_id, seq);

      -- How the columns of committed tables were read, by who sent them; the latest of a key counts. No sender: the province.
      create table column_memory (
        seq bigint generated always as identity not null,
        sender_key text,
        kind text not null,
        header_key text not null,
        field text,
        source text,
        decided boolean not null,
        import_id uuid not null,
        recorded_at timestamptz not null,
        constraint pk_column_memory primary key (seq),
        constraint fk_column_memory_import_id foreign key (import_id) references import (id)
      );
      create index ix_column_memory_key on column_memory (kind, sender_key, header_key, seq);
      create index ix_column_memory_import_id on column_memory (import_id);

      -- What the last check found beside lines, amounts and issues: sums by source and investor, rows left out, cells overridden.
      create table import_check (
        import_id uuid not null,
        findings jsonb not null,
        constraint pk_import_check primary key (import_id),
        constraint fk_import_check_import_id foreign key (import_id) references import (id)
      );

      -- Projects of the books that a committed file does not name and that a person marked as absent from it.
      create table import_absence (
        import_id uuid not null,
        project_id uuid not null,
        constraint pk_import_absence primary key (import_id, project_id),
        constraint fk_import_absence_import_id foreign key (import_id) references import (id),
        constraint fk_import_absence_project_id foreign key (project_id) references project (id)
      );
      create index ix_import_absence_project_id on import_absence (project_id);
    `);
    for (const table of APPEND_ONLY) {
      await runner.query(`create trigger ${table}_append_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_absence;
      drop table import_check;
      drop table column_memory;
      drop table import_decision;
    `);
  }
}
