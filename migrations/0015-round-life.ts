import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoundLife1764000000015 implements MigrationInterface {
  readonly name = 'RoundLife1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reason_code (
        code text not null,
        name text not null,
        use text not null,
        responsibility text not null,
        position integer not null,
        constraint pk_reason_code primary key (code),
        constraint ck_reason_code_use check (use in ('delay', 'donor', 'silence')),
        constraint ck_reason_code_responsibility check (responsibility in ('objective', 'subjective'))
      );

      alter table review_round
        drop constraint ck_review_round_state,
        add constraint ck_review_round_state
          check (state in ('draft', 'open', 'explanations', 'decided', 'issued', 'superseded')),
        add column superseded_by uuid,
        add column supersede_reason text,
        add constraint fk_review_round_superseded_by foreign key (superseded_by) references review_round (id),
        add constraint ck_review_round_superseded check ((state = 'superseded') = (supersede_reason is not null));

      -- The life of a round (round-states.ts). What it found is pinned when it opens and never changes.
      create function guard_review_round() returns trigger language plpgsql as $$
      declare
        mutable text[] := array['state'];
      begin
        if tg_op <> 'UPDATE' then
          raise exception 'review_round: % refused', tg_op using errcode = 'restrict_violation';
        end if;
        if new.state <> old.state and (old.state, new.state) not in (
             ('draft', 'open'), ('open', 'explanations'), ('open', 'decided'), ('explanations', 'decided'),
             ('decided', 'explanations'), ('decided', 'issued'), ('issued', 'superseded')) then
          raise exception 'review_round %: % never becomes %', old.id, old.state, new.state using errcode = 'restrict_violation';
        end if;
        if new.state = 'decided' and exists (
             select from review_finding finding
              where finding.round_id = new.id
                and (finding.outcome = 'candidate' or exists (
                       select from review_donor donor
                        where donor.round_id = finding.round_id and donor.project_id = finding.project_id))
                and not exists (
                       select from review_disposition disposition
                        where disposition.round_id = finding.round_id and disposition.project_id = finding.project_id)) then
          raise exception 'review_round %: a row has no verdict', old.id using errcode = 'restrict_violation';
        end if;
        if new.state = 'issued' and not exists (select from review_issue_paper paper where paper.round_id = new.id) then
          raise exception 'review_round %: issued without its papers', old.id using errcode = 'restrict_violation';
        end if;
        if old.state = 'draft' and new.state = 'open' then
          mutable := mutable || array['known_at', 'fingerprint', 'summary', 'opened_at'];
        elsif new.state = 'superseded' and old.state = 'issued' then
          mutable := mutable || array['superseded_by', 'supersede_reason'];
        end if;
        if to_jsonb(new) - mutable is distinct from to_jsonb(old) - mutable then
          raise exception 'review_round %: what it found never changes', old.id using errcode = 'restrict_violation';
        end if;
        return new;
      end
      $$;
      create trigger review_round_guard before update or delete on review_round
        for each row execute function guard_review_round();
      create trigger review_round_no_truncate before truncate on review_round
        for each statement execute function refuse_change();

      -- Decisions are taken only while the round is worked on; the share lock keeps its state until they are in.
      create function guard_round_work() returns trigger language plpgsql as $$
      declare
        round_state text;
      begin
        select state into round_state from review_round where id = new.round_id for share;
        if round_state not in ('open', 'explanations') then
          raise exception '% of round %: the round is %', tg_table_name, new.round_id, round_state using errcode = 'restrict_violation';
        end if;
        return new;
      end
      $$;

      create table review_donor (
        round_id uuid not null,
        project_id uuid not null,
        reason_code text not null,
        found_by text not null,
        ground text not null,
        recorded_at timestamptz not null,
        constraint pk_review_donor primary key (round_id, project_id),
        constraint fk_review_donor_round_id_project_id foreign key (round_id, project_id)
          references review_finding (round_id, project_id),
        constraint fk_review_donor_reason_code foreign key (reason_code) references reason_code (code),
        constraint ck_review_donor_found_by check (found_by in ('rule', 'hand'))
      );
      create trigger review_donor_guard before insert on review_donor for each row execute function guard_round_work();
      create trigger review_donor_append_only before update or delete or truncate on review_donor
        for each statement execute function refuse_change();

      create table review_disposition (
        round_id uuid not null,
        project_id uuid not null,
        version integer not null,
        verdict text not null,
        reason_code text,
        reason_text text,
        keep_until date,
        by_silence boolean not null,
        recorded_at timestamptz not null,
        constraint pk_review_disposition primary key (round_id, project_id, version),
        constraint fk_review_disposition_round_id_project_id foreign key (round_id, project_id)
          references review_finding (round_id, project_id),
        constraint fk_review_disposition_reason_code foreign key (reason_code) references reason_code (code),
        constraint ck_review_disposition_version check (version > 0),
        constraint ck_review_disposition_verdict check (verdict in ('recallAll', 'recallPart', 'keep')),
        constraint ck_review_disposition_keep check (
          case verdict when 'keep' then reason_code is not null and keep_until is not null else keep_until is null end)
      );
      create trigger review_disposition_guard before insert on review_disposition
        for each row execute function guard_round_work();
      create trigger review_disposition_append_only before update or delete or truncate on review_disposition
        for each statement execute function refuse_change();

      create table review_disposition_amount (
        round_id uuid not null,
        project_id uuid not null,
        version integer not null,
        source text not null,
        amount_vnd bigint not null,
        constraint pk_review_disposition_amount primary key (round_id, project_id, version, source),
        constraint fk_review_disposition_amount_round_id_project_id_version foreign key (round_id, project_id, version)
          references review_disposition (round_id, project_id, version),
        constraint ck_review_disposition_amount_amount check (amount_vnd between 0 and 8999999999999999)
      );
      -- Never more than plan - disbursed of the source, whoever writes.
      create function guard_recall_amount() returns trigger language plpgsql as $$
      declare
        limit_vnd bigint;
      begin
        select (share ->> 'planVnd')::bigint - (share ->> 'disbursedVnd')::bigint into limit_vnd
          from review_finding finding, jsonb_array_elements(finding.by_source) share
         where finding.round_id = new.round_id and finding.project_id = new.project_id and share ->> 'source' = new.source;
        if new.amount_vnd > 0 and new.amount_vnd > coalesce(limit_vnd, 0) then
          raise exception 'recall of % from % exceeds %', new.amount_vnd, new.source, limit_vnd using errcode = 'check_violation';
        end if;
        return new;
      end
      $$;
      create trigger review_disposition_amount_guard before insert on review_disposition_amount
        for each row execute function guard_recall_amount();
      create trigger review_disposition_amount_append_only before update or delete or truncate on review_disposition_amount
        for each statement execute function refuse_change();

      create table review_explanation_request (
        id uuid not null,
        round_id uuid not null,
        investor_key text not null,
        number integer not null,
        investor text not null,
        deadline date not null,
        file text not null,
        sha256 text not null,
        workbook bytea not null,
        requested_at timestamptz not null,
        constraint pk_review_explanation_request primary key (id),
        constraint fk_review_explanation_request_round_id foreign key (round_id) references review_round (id),
        constraint uq_review_explanation_request_investor unique (round_id, investor_key, number),
        constraint ck_review_explanation_request_sha256 check (sha256 = encode(sha256(workbook), 'hex'))
      );
      create trigger review_explanation_request_guard before insert on review_explanation_request
        for each row execute function guard_round_work();
      create trigger review_explanation_request_append_only before update or delete or truncate on review_explanation_request
        for each statement execute function refuse_change();

      create table review_explanation (
        round_id uuid not null,
        project_id uuid not null,
        version integer not null,
        answer text not null,
        day date,
        amount_vnd bigint,
        by_source jsonb,
        reason_code text,
        responsibility text,
        explanation text,
        entered_by text not null,
        recorded_at timestamptz not null,
        constraint pk_review_explanation primary key (round_id, project_id, version),
        constraint fk_review_explanation_round_id_project_id foreign key (round_id, project_id)
          references review_finding (round_id, project_id),
        constraint fk_review_explanation_reason_code foreign key (reason_code) references reason_code (code),
        constraint ck_review_explanation_version check (version > 0),
        constraint ck_review_explanation_answer check (answer in ('willDisburseBy', 'giveBack', 'explain')),
        constraint ck_review_explanation_responsibility check (responsibility in ('objective', 'subjective')),
        constraint ck_review_explanation_entered_by check (entered_by in ('officer', 'workbook')),
        constraint ck_review_explanation_shape check (
          case answer when 'willDisburseBy' then day is not null and amount_vnd > 0
            when 'giveBack' then by_source is not null
            else reason_code is not null and responsibility is not null and explanation is not null end)
      );
      create trigger review_explanation_guard before insert on review_explanation
        for each row execute function guard_round_work();
      create trigger review_explanation_append_only before update or delete or truncate on review_explanation
        for each statement execute function refuse_change();

      create table review_evidence (
        id uuid not null,
        round_id uuid not null,
        project_id uuid not null,
        file text not null,
        sha256 text not null,
        size_bytes integer not null,
        original bytea not null,
        recorded_at timestamptz not null,
        constraint pk_review_evidence primary key (id),
        constraint fk_review_evidence_round_id_project_id foreign key (round_id, project_id)
          references review_finding (round_id, project_id),
        constraint ck_review_evidence_bytes check (
          size_bytes = octet_length(original) and size_bytes > 0 and sha256 = encode(sha256(original), 'hex'))
      );
      create index ix_review_evidence_project on review_evidence (round_id, project_id);
      create trigger review_evidence_guard before insert on review_evidence
        for each row execute function guard_round_work();
      create trigger review_evidence_append_only before update or delete or truncate on review_evidence
        for each statement execute function refuse_change();

      create table review_issue (
        round_id uuid not null,
        plan_year integer not null,
        number integer not null,
        document_number text,
        snapshot_id text not null,
        projects integer not null,
        kept_projects integer not null,
        recall_vnd bigint not null,
        issued_at timestamptz not null,
        constraint pk_review_issue primary key (round_id),
        constraint fk_review_issue_round_id foreign key (round_id) references review_round (id),
        constraint uq_review_issue_number unique (plan_year, number)
      );
      create trigger review_issue_append_only before update or delete or truncate on review_issue
        for each statement execute function refuse_change();

      -- The list as issued, byte for byte.
      create table review_issue_paper (
        round_id uuid not null,
        name text not null,
        file text not null,
        media_type text not null,
        sha256 text not null,
        bytes bytea not null,
        constraint pk_review_issue_paper primary key (round_id, name),
        constraint fk_review_issue_paper_round_id foreign key (round_id) references review_issue (round_id),
        constraint ck_review_issue_paper_sha256 check (sha256 = encode(sha256(bytes), 'hex'))
      );
      create trigger review_issue_paper_append_only before update or delete or truncate on review_issue_paper
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table review_issue_paper;
      drop table review_issue;
      drop table review_evidence;
      drop table review_explanation;
      drop table review_explanation_request;
      drop table review_disposition_amount;
      drop table review_disposition;
      drop table review_donor;
      drop table reason_code;
      drop function guard_recall_amount();
      drop function guard_round_work();
      drop trigger review_round_no_truncate on review_round;
      drop trigger review_round_guard on review_round;
      drop function guard_review_round();
      alter table review_round
        drop constraint ck_review_round_superseded,
        drop constraint fk_review_round_superseded_by,
        drop column supersede_reason,
        drop column superseded_by,
        drop constraint ck_review_round_state,
        add constraint ck_review_round_state check (state in ('open', 'issued'));
    `);
  }
}
