import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MustKeep1764000000019 implements MigrationInterface {
  readonly name = 'MustKeep1764000000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Accepted volume that is not paid for, where a report tells it.
      alter table disbursement_snapshot
        add column accepted_unpaid_vnd bigint,
        add constraint ck_disbursement_snapshot_accepted check (accepted_unpaid_vnd between 0 and 8999999999999999);
      create index ix_disbursement_snapshot_accepted on disbursement_snapshot (plan_year)
        where accepted_unpaid_vnd is not null;

      -- What a verdict leaves with a project: as files tell, or as an officer has stated with a reason.
      create table review_disposition_kept (
        round_id uuid not null,
        project_id uuid not null,
        version integer not null,
        source text not null,
        term text not null,
        amount_vnd bigint not null,
        reason text,
        constraint pk_review_disposition_kept primary key (round_id, project_id, version, source, term),
        constraint fk_review_disposition_kept_round_id_project_id_version foreign key (round_id, project_id, version)
          references review_disposition (round_id, project_id, version),
        constraint ck_review_disposition_kept_amount check (amount_vnd between 1 and 8999999999999999),
        constraint ck_review_disposition_kept_term check (term in ('pendingRequest', 'acceptedUnpaid', 'commitment', 'advance'))
      );
      create trigger review_disposition_kept_append_only before update or delete or truncate on review_disposition_kept
        for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table review_disposition_kept;
      drop index ix_disbursement_snapshot_accepted;
      alter table disbursement_snapshot drop constraint ck_disbursement_snapshot_accepted, drop column accepted_unpaid_vnd;
    `);
  }
}
