import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1764000000003 implements MigrationInterface {
  readonly name = 'Imports1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import (
        id uuid not null,
        file text not null,
        sha256 text not null,
        size_bytes integer not null,
        original bytea not null,
        plan_year integer not null,
        state text not null,
        stated jsonb not null,
        kind text,
        as_of date,
        origin text,
        control_total_vnd bigint,
        total_vnd bigint not null,
        unmatched_vnd bigint not null,
        counts jsonb not null,
        tables jsonb not null,
        received_at timestamptz not null,
        checked_at timestamptz,
        committed_at timestamptz,
        commit_seq bigint,
        cancelled_at timestamptz,
        reversed_at timestamptz,
        reversal_reason text,
        constraint pk_import primary key (id),
        constraint uq_import_commit_seq unique (commit_seq),
        constraint ck_import_cancelled check ((state = 'cancelled') = (cancelled_at is not null)),
        constraint ck_import_reversed check ((state = 'reversed') = (reversed_at is not null)),
        constraint ck_import_committed check ((state in ('committed', 'reversed')) = (committed_at is not null and commit_seq is not null and kind is not null)),
        constraint ck_import_state check (state in ('received', 'checked', 'rejected', 'committed', 'cancelled', 'reversed')),
        constraint ck_import_origin check (origin in ('treasury', 'investor')),
        constraint ck_import_kind check (kind in ('capitalPlan', 'adjustment', 'disbursement', 'demand')),
        constraint ck_import_plan_year check (plan_year between 2000 and 2100),
        constraint ck_import_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
        constraint ck_import_size check (size_bytes = octet_length(original) and size_bytes > 0)
      );
      create index ix_import_received_at on import (received_at, id);
      create index ix_import_sha256 on import (sha256);
      create unique index uq_import_committed on import (kind, plan_year, as_of, sha256) nulls not distinct where state = 'committed';

      create table import_issue (
        import_id uuid not null,
        ordinal integer not null,
        sheet text,
        cell text,
        row_number integer,
        column_letters text,
        code text not null,
        severity text not null,
        value text,
        message text not null,
        constraint pk_import_issue primary key (import_id, ordinal),
        constraint fk_import_issue_import_id foreign key (import_id) references import (id),
        constraint ck_import_issue_severity check (severity in ('error', 'warning', 'info'))
      );

      -- The life of an import (imports.types.ts); its bytes and what it was handed in as never change.
      create function guard_import() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'UPDATE' then
          raise exception 'import: % refused', tg_op using errcode = 'restrict_violation';
        end if;
        if (new.id, new.sha256, new.size_bytes, new.plan_year, new.received_at, new.file)
           is distinct from (old.id, old.sha256, old.size_bytes, old.plan_year, old.received_at, old.file) then
          raise exception 'import %: what was handed in never changes', old.id using errcode = 'restrict_violation';
        end if;
        if new.state <> old.state and (old.state, new.state) not in (
             ('received', 'checked'), ('received', 'rejected'), ('checked', 'committed'), ('checked', 'cancelled'),
             ('rejected', 'cancelled'), ('received', 'cancelled'), ('committed', 'reversed')) then
          raise exception 'import %: % never becomes %', old.id, old.state, new.state using errcode = 'restrict_violation';
        end if;
        if old.state in ('committed', 'reversed')
           and (new.committed_at, new.commit_seq) is distinct from (old.committed_at, old.commit_seq) then
          raise exception 'import %: the instant of its commit never changes', old.id using errcode = 'restrict_violation';
        end if;
        return new;
      end
      $$;
      create trigger import_guard before update or delete on import for each row execute function guard_import();
      create trigger import_no_truncate before truncate on import for each statement execute function refuse_change();
      create sequence import_commit_seq as bigint owned by import.commit_seq;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_issue;
      drop table import;
      drop function guard_import();
    `);
  }
}
