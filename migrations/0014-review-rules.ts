import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReviewRules1764000000014 implements MigrationInterface {
  readonly name = 'ReviewRules1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table review_rule_version (
        rule_code text not null,
        version integer not null,
        name text not null,
        plan_year integer not null,
        round integer,
        population jsonb not null,
        as_of date not null,
        metric text not null,
        denominator text not null,
        comparator text not null,
        threshold_basis_points integer not null,
        relative_threshold jsonb,
        source_thresholds jsonb not null,
        level text not null,
        amount_policy text not null,
        consequence text not null,
        legal_bases jsonb not null,
        decide_by date not null,
        preferred_origin text not null,
        change_reason text not null,
        recorded_by text,
        recorded_at timestamptz not null,
        constraint pk_review_rule_version primary key (rule_code, version),
        constraint fk_review_rule_version_rule_code foreign key (rule_code) references review_rule (code),
        constraint ck_review_rule_version_version check (version >= 1),
        constraint ck_review_rule_version_plan_year check (plan_year between 2000 and 2100),
        constraint ck_review_rule_version_population check (jsonb_typeof(population) = 'object'),
        constraint ck_review_rule_version_metric check (metric in ('disbursed', 'completedVolume')),
        constraint ck_review_rule_version_denominator check (denominator in ('plan.current', 'plan.initial', 'plan.withCarriedOver')
           or denominator ~ '^plan\\.withoutSupplementsAfter:[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
        constraint ck_review_rule_version_comparator check (comparator in ('below', 'atMost')),
        constraint ck_review_rule_version_threshold check (threshold_basis_points between 1 and 10000),
        constraint ck_review_rule_version_source_thresholds check (jsonb_typeof(source_thresholds) = 'array'
           and (level = 'projectSource' or source_thresholds = '[]')),
        constraint ck_review_rule_version_level check (level in ('project', 'projectSource')),
        constraint ck_review_rule_version_amount_policy check (amount_policy in ('allUndisbursed', 'downToCommitment', 'toThreshold', 'byHand')),
        constraint ck_review_rule_version_legal_bases check (jsonb_typeof(legal_bases) = 'array' and legal_bases <> '[]'),
        constraint ck_review_rule_version_decide_by check (decide_by >= as_of),
        constraint ck_review_rule_version_preferred_origin check (preferred_origin in ('treasury', 'investor')),
        constraint ck_review_rule_version_change_reason check (change_reason <> '')
      );

      insert into review_rule_version
        select code, 1, name, plan_year, round,
               jsonb_build_object('statuses', to_jsonb(statuses), 'sources', null, 'investors', null, 'groups', null,
                 'sectors', null, 'places', null, 'requiresPlanOfYear', true, 'firstAllocatedBefore', null,
                 'minimumPlanVnd', null, 'exemptions', '[]'::jsonb),
               as_of, 'disbursed', denominator, 'below', threshold_basis_points, null, '[]', 'project', 'allUndisbursed',
               'Đề nghị thu hồi, điều chuyển kế hoạch vốn',
               jsonb_build_array(jsonb_build_object('text', legal_basis, 'clause', clause, 'validFrom', null, 'validTo', null)),
               decide_by, preferred_origin, 'Phiên bản đầu tiên', null, recorded_at
          from review_rule;

      create trigger review_rule_version_append_only before update or delete or truncate on review_rule_version
        for each statement execute function refuse_change();

      alter table review_rule drop column name, drop column plan_year, drop column round, drop column statuses,
        drop column as_of, drop column denominator, drop column threshold_basis_points, drop column legal_basis,
        drop column clause, drop column decide_by, drop column preferred_origin;

      update review_round
         set rule = (rule - 'statuses' - 'legalBasis' - 'clause') || jsonb_build_object('version', 1,
           'population', jsonb_build_object('statuses', rule -> 'statuses', 'sources', null, 'investors', null, 'groups', null,
             'sectors', null, 'places', null, 'requiresPlanOfYear', true, 'firstAllocatedBefore', null,
             'minimumPlanVnd', null, 'exemptions', '[]'::jsonb),
           'metric', 'disbursed', 'comparator', 'below', 'relativeThreshold', null, 'sourceThresholds', '[]'::jsonb,
           'level', 'project', 'amountPolicy', 'allUndisbursed',
           'consequence', 'Đề nghị thu hồi, điều chuyển kế hoạch vốn',
           'legalBases', jsonb_build_array(jsonb_build_object('text', rule -> 'legalBasis', 'clause', rule -> 'clause',
             'validFrom', null, 'validTo', null)));
      alter table review_round add constraint ck_review_round_rule_version check (rule ? 'version');

      alter table review_finding disable trigger review_finding_append_only;
      alter table review_finding add column other_sources jsonb not null default '[]',
        add column judgements jsonb not null default '[]', add column denominators jsonb not null default '[]',
        add column marks jsonb not null default '[]', add column recallable jsonb;
      update review_finding set evidence = evidence || '{"planEntries": [], "snapshots": []}';
      alter table review_finding alter column other_sources drop default, alter column judgements drop default,
        alter column denominators drop default, alter column marks drop default;
      alter table review_finding enable trigger review_finding_append_only;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table review_finding drop column other_sources, drop column judgements, drop column denominators,
        drop column marks, drop column recallable;
      alter table review_round drop constraint ck_review_round_rule_version;
      update review_round
         set rule = rule || jsonb_build_object('statuses', rule -> 'population' -> 'statuses',
           'legalBasis', rule -> 'legalBases' -> 0 -> 'text', 'clause', rule -> 'legalBases' -> 0 -> 'clause');
      alter table review_rule add column name text, add column plan_year integer, add column round integer,
        add column statuses text[], add column as_of date, add column denominator text,
        add column threshold_basis_points integer, add column legal_basis text, add column clause text,
        add column decide_by date, add column preferred_origin text;
      update review_rule rule
         set name = version.name, plan_year = version.plan_year, round = version.round,
             statuses = case when jsonb_typeof(version.population -> 'statuses') = 'array'
                             then array(select jsonb_array_elements_text(version.population -> 'statuses')) end,
             as_of = version.as_of, denominator = 'plan.current',
             threshold_basis_points = version.threshold_basis_points,
             legal_basis = version.legal_bases -> 0 ->> 'text', clause = version.legal_bases -> 0 ->> 'clause',
             decide_by = version.decide_by, preferred_origin = version.preferred_origin
        from (select distinct on (rule_code) * from review_rule_version order by rule_code, version desc) version
       where version.rule_code = rule.code;
      alter table review_rule alter column name set not null, alter column plan_year set not null,
        alter column as_of set not null, alter column denominator set not null,
        alter column threshold_basis_points set not null, alter column legal_basis set not null,
        alter column clause set not null, alter column decide_by set not null, alter column preferred_origin set not null,
        add constraint ck_review_rule_preferred_origin check (preferred_origin in ('treasury', 'investor')),
        add constraint ck_review_rule_denominator check (denominator = 'plan.current'),
        add constraint ck_review_rule_threshold check (threshold_basis_points between 1 and 10000);
      drop table review_rule_version;
    `);
  }
}
