import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Reviews1764000000008 implements MigrationInterface {
  readonly name = 'Reviews1764000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table review_rule (
        code text not null,
        name text not null,
        plan_year integer not null,
        round integer,
        statuses text[],
        as_of date not null,
        denominator text not null,
        threshold_basis_points integer not null,
        legal_basis text not null,
        clause text not null,
        decide_by date not null,
        preferred_origin text not null,
        recorded_at timestamptz not null,
        constraint pk_review_rule primary key (code),
        constraint ck_review_rule_preferred_origin check (preferred_origin in ('treasury', 'investor')),
        constraint ck_review_rule_denominator check (denominator = 'plan.current'),
        constraint ck_review_rule_threshold check (threshold_basis_points between 1 and 10000)
      );

      create table review_round (
        id uuid not null,
        rule_code text not null,
        rule jsonb not null,
        as_of date not null,
        known_at timestamptz not null,
        complete boolean not null,
        state text not null,
        fingerprint text not null,
        summary jsonb not null,
        opened_at timestamptz not null,
        constraint pk_review_round primary key (id),
        constraint fk_review_round_rule_code foreign key (rule_code) references review_rule (code),
        constraint ck_review_round_state check (state in ('open', 'issued'))
      );
      create index ix_review_round_opened_at on review_round (opened_at, id);
      create unique index uq_review_round_open on review_round (fingerprint) where state = 'open';

      create table review_finding (
        round_id uuid not null,
        project_id uuid not null,
        ordinal integer not null,
        code text,
        name text not null,
        investor text,
        location text,
        sector text,
        status text not null,
        status_inferred boolean not null,
        matched_by text,
        outcome text not null,
        reason text not null,
        plan_vnd bigint not null,
        disbursed_vnd bigint,
        rate_percent text,
        undisbursed_vnd bigint,
        shortfall_vnd bigint,
        advance_vnd bigint,
        by_source jsonb not null,
        data_as_of date,
        stale boolean not null,
        origin text,
        evidence jsonb not null,
        constraint pk_review_finding primary key (round_id, project_id),
        constraint fk_review_finding_round_id foreign key (round_id) references review_round (id),
        constraint fk_review_finding_project_id foreign key (project_id) references project (id),
        constraint ck_review_finding_outcome check (outcome in ('candidate', 'met', 'noData', 'noPlan', 'outOfScope', 'unclassified'))
      );
      create index ix_review_finding_outcome on review_finding (round_id, outcome, ordinal);

      create trigger review_finding_append_only before update or delete or truncate on review_finding
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table review_finding;
      drop table review_round;
      drop table review_rule;
    `);
  }
}
