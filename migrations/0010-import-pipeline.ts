import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportPipeline1764000000010 implements MigrationInterface {
  readonly name = 'ImportPipeline1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The steps that the life of an import may take; filled at every start from import-states.ts, the one table of them.
      create table import_transition (
        from_state text not null,
        to_state text not null,
        constraint pk_import_transition primary key (from_state, to_state)
      );

      alter table import
        add column failed_reason text,
        add column revises uuid,
        add column scope jsonb,
        add column confirmations jsonb,
        add column control_lines integer,
        add column reversal_approved_by text,
        drop constraint ck_import_state,
        add constraint ck_import_state check (state in ('received', 'read', 'mapped', 'checked', 'fixing', 'ready', 'committed', 'reversed', 'rejected', 'cancelled', 'failed')),
        add constraint ck_import_failed check ((state = 'failed') = (failed_reason is not null)),
        add constraint fk_import_revises foreign key (revises) references import (id);
      create index ix_import_revises on import (revises);

      create or replace function guard_import() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.state <> 'received' then
            raise exception 'import %: begins as received, not %', new.id, new.state using errcode = 'restrict_violation';
          end if;
          return new;
        end if;
        if tg_op <> 'UPDATE' then
          raise exception 'import: % refused', tg_op using errcode = 'restrict_violation';
        end if;
        if (new.id, new.sha256, new.size_bytes, new.plan_year, new.received_at, new.file, new.revises)
           is distinct from (old.id, old.sha256, old.size_bytes, old.plan_year, old.received_at, old.file, old.revises) then
          raise exception 'import %: what was handed in never changes', old.id using errcode = 'restrict_violation';
        end if;
        if new.state <> old.state
           and not exists (select 1 from import_transition where from_state = old.state and to_state = new.state) then
          raise exception 'import %: % never becomes %', old.id, old.state, new.state using errcode = 'restrict_violation';
        end if;
        if old.state in ('committed', 'reversed')
           and (new.committed_at, new.commit_seq) is distinct from (old.committed_at, old.commit_seq) then
          raise exception 'import %: the instant of its commit never changes', old.id using errcode = 'restrict_violation';
        end if;
        return new;
      end
      $$;
      create trigger import_begins before insert on import for each row execute function guard_import();
      create trigger import_bytes before update of original on import for each statement execute function refuse_change();

      -- Work on an import that waits or runs; there is a row exactly while its state is received, read or mapped.
      create table import_job (
        import_id uuid not null,
        phase text not null,
        done integer not null,
        total integer not null,
        attempts integer not null,
        worker uuid,
        heartbeat_at timestamptz,
        queued_at timestamptz not null,
        constraint pk_import_job primary key (import_id),
        constraint fk_import_job_import_id foreign key (import_id) references import (id),
        constraint ck_import_job_held check ((worker is null) = (heartbeat_at is null)),
        constraint ck_import_job_progress check (done >= 0 and total >= 0 and attempts >= 0),
        constraint ck_import_job_phase check (phase in ('read', 'map', 'check'))
      );
      create index ix_import_job_queued_at on import_job (queued_at);
      insert into import_job (import_id, phase, done, total, attempts, queued_at)
      select id, 'read', 0, 0, 0, received_at from import where state = 'received';

      alter table import_line
        add column name_key text,
        add column name_folded text;

      -- The step that found an issue: a step that runs again replaces its own.
      alter table import_issue
        add column phase text,
        add constraint ck_import_issue_phase check (phase in ('read', 'map', 'check'));
      update import_issue
         set phase = case when code in ('project.unmatched', 'project.nameDiffers', 'plan.assignedTwice', 'plan.adjustedTwice')
                          then 'check' else 'map' end;
      alter table import_issue alter column phase set not null;

      -- An approver took an import out of the books that an issued list rests on; the list stays, with this beside it.
      create table review_round_flag (
        seq bigint generated always as identity not null,
        round_id uuid not null,
        import_id uuid not null,
        approved_by text not null,
        reason text not null,
        recorded_at timestamptz not null,
        constraint pk_review_round_flag primary key (seq),
        constraint fk_review_round_flag_round_id foreign key (round_id) references review_round (id),
        constraint fk_review_round_flag_import_id foreign key (import_id) references import (id)
      );
      create index ix_review_round_flag_round_id on review_round_flag (round_id);
      create trigger review_round_flag_append_only before update or delete or truncate on review_round_flag
        for each statement execute function refuse_change();

      -- One row for every Idempotency-Key that a program sent with a write; the answer is given again for 30 days.
      create table idempotency_key (
        key text not null,
        request_sha256 text not null,
        created_at timestamptz not null,
        claimed_until timestamptz,
        applied boolean not null,
        status integer,
        headers jsonb,
        body text,
        constraint pk_idempotency_key primary key (key),
        constraint ck_idempotency_key_key check (length(key) between 1 and 255),
        constraint ck_idempotency_key_answered check ((status is null) = (body is null) and (status is null) = (headers is null)),
        constraint ck_idempotency_key_claimed check ((status is null) = (claimed_until is not null))
      );
      create index ix_idempotency_key_created_at on idempotency_key (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table idempotency_key;
      drop table review_round_flag;
      alter table import_issue drop column phase;
      alter table import_line
        drop column name_key,
        drop column name_folded;
      drop table import_job;
      drop trigger import_bytes on import;
      drop trigger import_begins on import;
      drop index ix_import_revises;
      alter table import
        drop constraint ck_import_failed,
        drop constraint ck_import_state,
        add constraint ck_import_state check (state in ('received', 'checked', 'rejected', 'committed', 'cancelled', 'reversed')),
        drop column failed_reason,
        drop column revises,
        drop column scope,
        drop column confirmations,
        drop column control_lines,
        drop column reversal_approved_by;
      create or replace function guard_import() returns trigger language plpgsql as $$
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
      drop table import_transition;
    `);
  }
}
