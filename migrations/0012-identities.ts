import type { MigrationInterface, QueryRunner } from 'typeorm';

const FACTS = ['capital_plan_entry', 'capital_demand', 'disbursement_snapshot'] as const;

export class Identities1764000000012 implements MigrationInterface {
  readonly name = 'Identities1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What people (and later plans) decide about which record a line or a project means. Dated, with its end; never deleted.
      create table identity_decision (
        id uuid not null,
        seq bigint generated always as identity not null,
        kind text not null,
        project_id uuid not null,
        other_project_id uuid,
        name text,
        code text,
        investor text,
        import_id uuid,
        sheet text,
        cell text,
        reason text,
        recorded_by text,
        recorded_at timestamptz not null,
        retracted_by text,
        retracted_at timestamptz,
        retraction_reason text,
        constraint pk_identity_decision primary key (id),
        constraint uq_identity_decision_seq unique (seq),
        constraint fk_identity_decision_project_id foreign key (project_id) references project (id),
        constraint fk_identity_decision_other_project_id foreign key (other_project_id) references project (id),
        constraint fk_identity_decision_import_id foreign key (import_id) references import (id),
        constraint ck_identity_decision_kind check (kind in ('confirmation', 'creation', 'settlement', 'release', 'split', 'merge', 'distinction')),
        constraint ck_identity_decision_other check ((kind in ('split', 'merge', 'distinction')) = (other_project_id is not null) and other_project_id <> project_id),
        constraint ck_identity_decision_retracted check (retracted_at > recorded_at)
      );
      create unique index uq_identity_decision_merge on identity_decision (project_id)
        where kind = 'merge' and retracted_at is null;
      create index ix_identity_decision_project_id on identity_decision (project_id);
      create index ix_identity_decision_other_project_id on identity_decision (other_project_id);

      -- Lines of workbooks that a decision ties to a project (none: they wait again).
      create table identity_line (
        decision_id uuid not null,
        import_id uuid not null,
        line_ordinal integer not null,
        project_id uuid,
        constraint pk_identity_line primary key (decision_id, import_id, line_ordinal),
        constraint fk_identity_line_decision_id foreign key (decision_id) references identity_decision (id),
        constraint fk_identity_line_import_id foreign key (import_id) references import (id),
        constraint fk_identity_line_project_id foreign key (project_id) references project (id)
      );
      create index ix_identity_line_line on identity_line (import_id, line_ordinal);
      create index ix_identity_line_project_id on identity_line (project_id);
      create trigger identity_line_append_only before update or delete or truncate on identity_line
        for each statement execute function refuse_change();

      -- Records that are part of another one at an instant, with the last one of the chain.
      create function merged_projects(instant timestamptz) returns table (project_id uuid, root_id uuid)
      language sql stable rows 20 as $$
        with recursive merge as (
          select decision.project_id, decision.other_project_id as into_id from identity_decision decision
           where decision.kind = 'merge' and decision.recorded_at <= instant
             and (decision.retracted_at is null or decision.retracted_at > instant)
        ), step as (
          select merge.project_id, merge.into_id from merge
          union all
          select step.project_id, merge.into_id from step join merge on merge.project_id = step.into_id
        )
        select step.project_id, step.into_id from step
         where not exists (select 1 from merge where merge.project_id = step.into_id)
      $$;

      -- Lines that a decision in force at an instant ties to a project; of several the latest decision counts.
      create function moved_lines(instant timestamptz)
      returns table (import_id uuid, line_ordinal integer, member_id uuid, project_id uuid)
      language sql stable rows 200 as $$
        select distinct on (moved.import_id, moved.line_ordinal) moved.import_id, moved.line_ordinal, moved.project_id,
               coalesce(merged.root_id, moved.project_id)
          from identity_line moved
          join identity_decision decision on decision.id = moved.decision_id and decision.recorded_at <= instant
               and (decision.retracted_at is null or decision.retracted_at > instant)
          left join merged_projects(instant) merged on merged.project_id = moved.project_id
         order by moved.import_id, moved.line_ordinal, decision.seq desc
      $$;

      -- A code that a plan gives later to a record known by its name counts from then on.
      alter table project add column made_by_hand boolean not null default false, add column coded_at timestamptz;

      alter table project_version alter column import_id drop not null, add column decision_id uuid,
        add constraint fk_project_version_decision_id foreign key (decision_id) references identity_decision (id),
        add constraint ck_project_version_cause check ((import_id is null) <> (decision_id is null));

      alter table project_alias drop constraint uq_project_alias_kind_key, add column decision_id uuid,
        add column code text, add column investor text, add column retracted_at timestamptz,
        add constraint fk_project_alias_decision_id foreign key (decision_id) references identity_decision (id);
      create unique index uq_project_alias_in_force on project_alias (kind, key) where retracted_at is null;

      create index ix_import_line_unmatched on import_line (import_id) where has_facts and project_id is null;
    `);
    for (const table of FACTS) await runner.query(keepLineOf(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of FACTS) await runner.query(forgetLineOf(table));
    await runner.query(`
      drop index ix_import_line_unmatched;
      drop index uq_project_alias_in_force;
      delete from project_alias where retracted_at is not null;
      alter table project_alias drop column decision_id, drop column code, drop column investor, drop column retracted_at,
        add constraint uq_project_alias_kind_key unique (kind, key);
      alter table project_version disable trigger project_version_append_only;
      delete from project_version where import_id is null;
      alter table project_version enable trigger project_version_append_only;
      alter table project_version drop constraint ck_project_version_cause, drop column decision_id,
        alter column import_id set not null;
      alter table project drop column made_by_hand, drop column coded_at;
      drop function moved_lines(timestamptz);
      drop function merged_projects(timestamptz);
      drop table identity_line;
      drop table identity_decision;
    `);
  }
}

/**
 * A fact keeps its line, and the project that the line was matched with at the commit (none where it found none); which project
 * it counts for at an instant is resolved by the decisions. The old name is gone, so that no query reads past them.
 */
function keepLineOf(table: string): string {
  return `
    alter table ${table} rename column project_id to matched_project_id;
    alter table ${table} rename constraint fk_${table}_project_id to fk_${table}_matched_project_id;
    alter table ${table} alter column matched_project_id drop not null, add column line_ordinal integer;
    alter table ${table} disable trigger ${table}_append_only;
    update ${table} fact set line_ordinal = staged.line_ordinal
      from import_fact staged
     where staged.import_id = fact.import_id and staged.sheet = fact.sheet and staged.cell = fact.cell;
    alter table ${table} enable trigger ${table}_append_only;
    alter table ${table} alter column line_ordinal set not null;
    drop index ix_${table}_import_id;
    create index ix_${table}_line on ${table} (import_id, line_ordinal);
  `;
}

/** Facts of lines without a project stand in the staged facts of their import as before. */
function forgetLineOf(table: string): string {
  return `
    drop index ix_${table}_line;
    create index ix_${table}_import_id on ${table} (import_id);
    alter table ${table} disable trigger ${table}_append_only;
    delete from ${table} where matched_project_id is null;
    alter table ${table} enable trigger ${table}_append_only;
    alter table ${table} drop column line_ordinal, alter column matched_project_id set not null;
    alter table ${table} rename constraint fk_${table}_matched_project_id to fk_${table}_project_id;
    alter table ${table} rename column matched_project_id to project_id;
  `;
}
