import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { closesCircle, successionKey, type SuccessionLink, type SuccessionSubject } from '../domain/successions.js';
import { cleanText } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { storableText } from '../database/storable-text.js';
import { clockOfDatabase, inTransaction, lockBooks } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { findInvestor } from './investors.repository.js';
import type { NewSuccession, Succession } from './investors.types.js';
import { endSuccession, findSuccession, insertSuccession, successionsKnownAt } from './successions.repository.js';

/** Who carries on whose work from which day: links that people add and end. What was known before still answers as it did. */
@Injectable()
export class SuccessionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Links in force now, in the order of their days. */
  async list(subject: SuccessionSubject): Promise<readonly Succession[]> {
    const { manager } = this.dataSource;
    return successionsKnownAt(manager, subject, await clockOfDatabase(manager));
  }

  /** From this instant on the reports know the successor of an investor of the books. */
  async addSuccessor(investorId: string, link: NewSuccession): Promise<Result<Succession>> {
    const investor = await findInvestor(this.dataSource.manager, investorId);
    if (investor === null) return refused('investor.notFound', { id: investorId });
    return this.add('investor', investor.name, link);
  }

  /** A link between two names, whether the books know them or not. */
  async add(subject: SuccessionSubject, from: string, link: NewSuccession): Promise<Result<Succession>> {
    const { effectiveOn, by } = link;
    const decision = link.decision === null ? null : clean(link.decision);
    const made: SuccessionLink = { subject, from: clean(from), to: clean(link.to), effectiveOn, decision };
    const names = { from: made.from, to: made.to };
    if (successionKey(subject, made.from) === successionKey(subject, made.to))
      return refused('succession.sameName', names);
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const at = await lockBooks(manager);
        if (closesCircle(await successionsKnownAt(manager, subject, at), made))
          breakOff({ code: 'succession.circle', parameters: names });
        const id = await insertSuccession(manager, made, { by, at });
        if (id === null) return breakOff({ code: 'succession.exists', parameters: names });
        const data = { ...made, by };
        await this.audit.record(manager, { kind: 'succession.added', subject: 'succession', subjectId: id, data });
        return id;
      }),
    );
    return done.ok ? this.find(done.value) : done;
  }

  /** Ends a link from this instant on; again changes nothing. */
  async retract(id: string, reason: string | null, by: string | null = null): Promise<Result<Succession>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const at = await lockBooks(manager);
        const link = await findSuccession(manager, id);
        if (link === null) return breakOff({ code: 'succession.notFound', parameters: { id } });
        if (link.retractedAt !== null) return;
        await endSuccession(manager, id, { by, at, reason: reason === null ? null : clean(reason) });
        const { subject, from, to } = link;
        const data = { of: subject, from, to, reason, by };
        await this.audit.record(manager, { kind: 'succession.ended', subject: 'succession', subjectId: id, data });
      }),
    );
    return done.ok ? this.find(id) : done;
  }

  private async find(id: string): Promise<Result<Succession>> {
    const link = await findSuccession(this.dataSource.manager, id);
    return link === null ? refused('succession.notFound', { id }) : accepted(link);
  }
}

function clean(text: string): string {
  return storableText(cleanText(text));
}
