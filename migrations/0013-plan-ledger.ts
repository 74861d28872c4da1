import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlanLedger1764000000013 implements MigrationInterface {
  readonly name = 'PlanLedger1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What an entry does, and by which decision, in the words of the ledger. Entries written before get the words that they had
      -- all along; nothing of what they say changes, so the trigger steps aside once.
      alter table capital_plan_entry disable trigger capital_plan_entry_append_only;
      alter table capital_plan_entry drop constraint ck_capital_plan_entry_amount;
      alter table capital_plan_entry drop constraint ck_capital_plan_entry_nature;
      alter table capital_plan_entry add column decision_number text, add column decided_on date,
        add column decision_authority text;
      update capital_plan_entry
         set nature = case when nature = 'adjustment' then case when amount_vnd < 0 then 'decrease' else 'increase' end
                           when plan_kind = 'carriedOver' then 'carryOver' else 'initial' end,
             decided_on = case when extract(year from effective_on) = plan_year and effective_on > make_date(plan_year, 1, 1)
                               then effective_on end;
      alter table capital_plan_entry add constraint ck_capital_plan_entry_nature
        check (nature in ('initial', 'supplement', 'increase', 'decrease', 'carryOver'));
      alter table capital_plan_entry add constraint ck_capital_plan_entry_amount
        check (abs(amount_vnd) < 9000000000000000 and (nature = 'decrease') = (amount_vnd < 0));
      alter table capital_plan_entry enable trigger capital_plan_entry_append_only;

      alter table import_fact add column decision_number text, add column decided_on date, add column decision_authority text;
      update import_fact
         set nature = case when nature = 'adjustment' then case when amount_vnd < 0 then 'decrease' else 'increase' end
                           when plan_kind = 'carriedOver' then 'carryOver' else 'initial' end
       where fact = 'plan';

      -- What the department sets for itself (when reports are due); the latest entry of a name counts, earlier ones stay.
      create table setting (
        seq bigint generated always as identity not null,
        name text not null,
        value jsonb not null,
        recorded_at timestamptz not null,
        constraint pk_setting primary key (seq),
        constraint ck_setting_name check (name <> '')
      );
      create index ix_setting_name on setting (name, seq);
      create trigger setting_append_only before update or delete or truncate on setting
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table setting;
      alter table import_fact drop column decision_number, drop column decided_on, drop column decision_authority;
      update import_fact set nature = case when nature in ('initial', 'carryOver') then 'assignment' else 'adjustment' end
       where fact = 'plan';

      alter table capital_plan_entry disable trigger capital_plan_entry_append_only;
      alter table capital_plan_entry drop constraint ck_capital_plan_entry_amount;
      alter table capital_plan_entry drop constraint ck_capital_plan_entry_nature;
      alter table capital_plan_entry drop column decision_number, drop column decided_on, drop column decision_authority;
      update capital_plan_entry
         set nature = case when nature in ('initial', 'carryOver') then 'assignment' else 'adjustment' end;
      alter table capital_plan_entry add constraint ck_capital_plan_entry_nature check (nature in ('assignment', 'adjustment'));
      alter table capital_plan_entry add constraint ck_capital_plan_entry_amount
        check (abs(amount_vnd) < 9000000000000000 and (nature = 'adjustment' or amount_vnd >= 0));
      alter table capital_plan_entry enable trigger capital_plan_entry_append_only;
    `);
  }
}
