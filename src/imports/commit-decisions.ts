import type { EntityManager } from 'typeorm';
import { copyInto } from '../database/copy.js';
import { breakOff } from '../http/refused-transaction.js';
import { absentProjects } from './absent-projects.js';
import { rememberColumns } from './column-memory.repository.js';
import { decisionsOf, recordDecision } from './decisions.repository.js';
import type { CommitWords } from './decisions.types.js';
import { senderOf } from './corrections.js';
import type { ImportRecord } from './import.entity.js';
import { issuesOf, tablesOf } from './imports.repository.js';
import { fromStoredTable } from './stored-table.js';
import { unexplained, warningGroups } from './warnings.js';

/**
 * Keeps what the person says with the commit: a reason for every group of warnings that needs one, and which absent projects are
 * marked. Breaks the transaction off where a group stays unexplained.
 */
export async function keepCommitWords(manager: EntityManager, record: ImportRecord, words: CommitWords): Promise<void> {
  const { id, file } = record;
  const { reasons = [], absent = {}, by = null } = words;
  const decisions = await decisionsOf(manager, id);
  const groups = warningGroups(await issuesOf(manager, id, file), decisions.explained);
  const open = unexplained(groups, reasons);
  if (open.length > 0) {
    const told = open.map(({ code, count }) => `${code} (${count})`).join(', ');
    breakOff({ code: 'import.warningsUnexplained', parameters: { count: open.length, groups: told } });
  }
  for (const { code, reason } of reasons) {
    const group = groups.find((item) => item.code === code);
    if (group === undefined || reason.trim() === '') continue;
    await recordDecision(manager, id, {
      kind: 'warnings',
      value: { code, count: group.count },
      reason: reason.trim(),
      by,
    });
  }
  for (const [investor, choice] of Object.entries(absent)) {
    await recordDecision(manager, id, { kind: 'absence', value: { investor, choice }, by });
  }
  await markAbsent(manager, record, { ...Object.fromEntries(decisions.absences), ...absent });
}

async function markAbsent(
  manager: EntityManager,
  record: ImportRecord,
  choices: Readonly<Record<string, string>>,
): Promise<void> {
  if (!Object.values(choices).includes('absent')) return;
  const marked = (await absentProjects(manager, record)).filter(({ investor }) => choices[investor ?? ''] === 'absent');
  await copyInto(
    manager,
    'import_absence',
    ['import_id', 'project_id'],
    marked.flatMap(({ projectId }) => (projectId === null ? [] : [[record.id, projectId]])),
  );
}

/** Remembers how the columns of a committed import were read, for the next table of the same sender. */
export async function keepColumnMemory(manager: EntityManager, { id }: ImportRecord, recordedAt: Date): Promise<void> {
  const { mapping, statement } = await decisionsOf(manager, id);
  const tables = (await tablesOf(manager, id)).map(fromStoredTable);
  await rememberColumns(manager, id, tables, mapping, { statedSender: senderOf(statement), recordedAt });
}
