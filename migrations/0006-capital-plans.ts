import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CapitalPlans1764000000006 implements MigrationInterface {
  readonly name = 'CapitalPlans1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table capital_plan_entry (
        seq bigint generated always as identity not null,
        project_id uuid not null,
        source text not null,
        plan_year integer not null,
        plan_kind text not null,
        amount_vnd bigint not null,
        effective_on date not null,
        decision text,
        nature text not null,
        import_id uuid not null,
        sheet text not null,
        cell text not null,
        recorded_at timestamptz not null,
        constraint pk_capital_plan_entry primary key (seq),
        constraint fk_capital_plan_entry_project_id foreign key (project_id) references project (id),
        constraint fk_capital_plan_entry_source foreign key (source) references funding_source (code),
        constraint fk_capital_plan_entry_import_id foreign key (import_id) references import (id),
        constraint ck_capital_plan_entry_amount check (abs(amount_vnd) < 9000000000000000 and (nature = 'adjustment' or amount_vnd >= 0)),
        constraint ck_capital_plan_entry_nature check (nature in ('assignment', 'adjustment')),
        constraint ck_capital_plan_entry_kind check (plan_kind in ('current', 'carriedOver'))
      );
      create index ix_capital_plan_entry_year on capital_plan_entry (plan_year, seq);
      create index ix_capital_plan_entry_import_id on capital_plan_entry (import_id);
      create index ix_capital_plan_entry_project on capital_plan_entry (project_id, plan_year, effective_on);

      create table capital_demand (
        seq bigint generated always as identity not null,
        project_id uuid not null,
        source text not null,
        plan_year integer not null,
        amount_vnd bigint not null,
        accepted_unpaid_vnd bigint,
        reason text,
        import_id uuid not null,
        sheet text not null,
        cell text not null,
        recorded_at timestamptz not null,
        constraint pk_capital_demand primary key (seq),
        constraint fk_capital_demand_project_id foreign key (project_id) references project (id),
        constraint fk_capital_demand_source foreign key (source) references funding_source (code),
        constraint fk_capital_demand_import_id foreign key (import_id) references import (id),
        constraint ck_capital_demand_amount check (amount_vnd between 0 and 8999999999999999)
      );
      create index ix_capital_demand_import_id on capital_demand (import_id);
      create index ix_capital_demand_project on capital_demand (project_id, plan_year);

      create trigger capital_plan_entry_append_only before update or delete or truncate on capital_plan_entry
        for each statement execute function refuse_change();

      create trigger capital_demand_append_only before update or delete or truncate on capital_demand
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table capital_demand;
      drop table capital_plan_entry;
    `);
  }
}
