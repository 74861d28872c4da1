import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LETTERHEAD_FIELDS, type Letterhead } from '../domain/letterhead.js';
import { cleanText } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { storableText } from '../database/storable-text.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { LETTERHEAD, letterheadAt } from './letterhead.repository.js';
import { keepSetting } from './settings.repository.js';

/** In whose name papers are printed. Issued papers keep the letterhead of their day: their bytes are kept. */
@Injectable()
export class LetterheadService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  async current(): Promise<Letterhead> {
    const { manager } = this.dataSource;
    return letterheadAt(manager, await clockOfDatabase(manager));
  }

  /** From now on. The same again changes nothing. */
  async set(wanted: Letterhead): Promise<Letterhead> {
    const letterhead = cleaned(wanted);
    return inTransaction(this.dataSource, async (manager) => {
      const now = await clockOfDatabase(manager);
      const before = await letterheadAt(manager, now);
      if (LETTERHEAD_FIELDS.every((field) => before[field] === letterhead[field])) return before;
      await keepSetting(manager, LETTERHEAD, letterhead, now);
      const data = { before, after: letterhead };
      await this.audit.record(manager, { kind: 'setting.changed', subject: 'setting', subjectId: LETTERHEAD, data });
      return letterhead;
    });
  }
}

function cleaned(wanted: Letterhead): Letterhead {
  const texts = LETTERHEAD_FIELDS.map((field) => [field, storableText(cleanText(wanted[field]))] as const);
  return Object.fromEntries(texts) as unknown as Letterhead;
}
