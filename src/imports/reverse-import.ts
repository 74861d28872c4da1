import type { EntityManager } from 'typeorm';
import { cleanText } from '../domain/vietnamese-text.js';
import { lockBooks } from '../database/transaction.js';
import { storableText } from '../database/storable-text.js';
import { breakOff } from '../http/refused-transaction.js';
import { unsettleLines } from '../matching/settle.js';
import { describeProjects } from '../projects/describe-projects.js';
import { knownFacts } from '../projects/known-facts.js';
import { changeState } from './import-jobs.repository.js';
import type { ImportRecord } from './import.entity.js';
import type { Reversal } from './imports.types.js';
import { negativePlan } from './plan-guards.js';

interface IssuedRound {
  readonly id: string;
  readonly name: string;
}

/**
 * Takes a committed, held import out of the books from now on. Where an issued list rests on it an approver has to stand for it
 * with a reason, and the list is flagged. A refusal breaks the transaction off.
 */
export async function reverseHeld(manager: EntityManager, record: ImportRecord, reversal: Reversal): Promise<void> {
  const { id, planYear } = record;
  const reason = storedText(reversal.reason);
  const approvedBy = storedText(reversal.approvedBy);
  const recordedAt = await lockBooks(manager);
  const rounds = await issuedRoundsOn(manager, record);
  if (rounds[0] !== undefined && (reason === null || approvedBy === null)) {
    breakOff({ code: 'import.issuedListRests', parameters: { id, round: rounds[0].name, count: rounds.length } });
  }
  await changeState(manager, record, 'reversed', {
    ...{ reversed_at: recordedAt, reversal_reason: reason },
    reversal_approved_by: rounds.length === 0 ? null : approvedBy,
  });
  await unsettleLines(manager, id, recordedAt);
  await describeProjects(manager, { ofImport: id }, { planYear, importId: id, recordedAt });
  const negative = await negativePlan(manager, { ofImport: id }, planYear);
  if (negative !== null) breakOff(negative);
  if (reason !== null && approvedBy !== null) await flagRounds(manager, rounds, { id, approvedBy, reason, recordedAt });
}

function storedText(text: string | null): string | null {
  const clean = text === null ? '' : storableText(cleanText(text));
  return clean === '' ? null : clean;
}

/** Issued rounds of the same plan year that knew the import and whose findings count figures of it. */
async function issuedRoundsOn(manager: EntityManager, record: ImportRecord): Promise<IssuedRound[]> {
  return manager.query<IssuedRound[]>(
    `select round.id, round.rule ->> 'name' as name
       from review_round round
      where round.state = 'issued' and (round.rule ->> 'planYear')::integer = $2 and round.known_at >= $3
        and exists (
          select 1 from review_finding finding
            join (select entry.project_id from ${knownFacts('capital_plan_entry', 'round.known_at')} entry
                   where entry.import_id = $1 and entry.effective_on <= round.as_of
                  union
                  select snapshot.project_id from ${knownFacts('disbursement_snapshot', 'round.known_at')} snapshot
                   where snapshot.import_id = $1 and snapshot.as_of <= round.as_of) told
              on told.project_id = finding.project_id
           where finding.round_id = round.id and finding.outcome <> 'outOfScope')
      order by round.opened_at, round.id`,
    [record.id, record.planYear, record.committedAt],
  );
}

interface Flag {
  readonly id: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly recordedAt: Date;
}

async function flagRounds(
  manager: EntityManager,
  rounds: readonly IssuedRound[],
  { id, approvedBy, reason, recordedAt }: Flag,
): Promise<void> {
  await manager.query(
    `insert into review_round_flag (round_id, import_id, approved_by, reason, recorded_at)
     select round_id, $2, $3, $4, $5 from unnest($1::uuid[]) as round_id`,
    [rounds.map((round) => round.id), id, approvedBy, reason, recordedAt],
  );
}
