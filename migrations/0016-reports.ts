import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reports1764000000016 implements MigrationInterface {
  readonly name = 'Reports1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table watch_item (
        id uuid not null,
        kind text not null,
        value text not null,
        label text not null,
        reason text not null,
        recorded_at timestamptz not null,
        retracted_at timestamptz,
        constraint pk_watch_item primary key (id),
        constraint ck_watch_item_kind check (kind in ('name', 'project', 'source')),
        constraint ck_watch_item_text check (value <> '' and label <> '' and reason <> '')
      );
      create unique index uq_watch_item_watched on watch_item (kind, value) where retracted_at is null;

      -- The latest entry for a day counts; earlier ones stay, so that an old table can be drawn up again.
      create table investor_head (
        seq bigint generated always as identity not null,
        investor_id uuid not null,
        name text not null,
        position text not null,
        from_day date not null,
        recorded_at timestamptz not null,
        constraint pk_investor_head primary key (seq),
        constraint fk_investor_head_investor_id foreign key (investor_id) references investor (id),
        constraint ck_investor_head_text check (name <> '' and position <> '')
      );
      create index ix_investor_head_investor_id on investor_head (investor_id, from_day, seq);

      -- What a unit registered to have disbursed, cumulative, by the end of a month.
      create table investor_monthly_plan (
        seq bigint generated always as identity not null,
        investor_id uuid not null,
        plan_year integer not null,
        month_end date not null,
        cumulative_vnd bigint not null,
        recorded_at timestamptz not null,
        constraint pk_investor_monthly_plan primary key (seq),
        constraint fk_investor_monthly_plan_investor_id foreign key (investor_id) references investor (id),
        constraint ck_investor_monthly_plan_amount check (cumulative_vnd between 0 and 8999999999999999),
        constraint ck_investor_monthly_plan_plan_year check (plan_year between 2000 and 2100)
      );
      create index ix_investor_monthly_plan on investor_monthly_plan (plan_year, month_end, investor_id, seq);

      create trigger investor_head_append_only before update or delete or truncate on investor_head
        for each statement execute function refuse_change();
      create trigger investor_monthly_plan_append_only before update or delete or truncate on investor_monthly_plan
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table investor_monthly_plan;
      drop table investor_head;
      drop table watch_item;
    `);
  }
}
