import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { investorKey } from '../domain/investors.js';
import { dayInVietnam } from '../domain/local-date.js';
import { successionKey } from '../domain/successions.js';
import { clockOfDatabase } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { allInvestors, currentInvestorNames, findInvestor } from './investors.repository.js';
import type { InvestorDetail, InvestorRow } from './investors.types.js';
import { successionsOfName } from './successions.repository.js';

/** Investors that the books name, and who carries on their work. */
@Injectable()
export class InvestorsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Every investor that the books name, by name. */
  async list(): Promise<readonly InvestorRow[]> {
    const currentName = await this.currentNames();
    const investors = await allInvestors(this.dataSource.manager);
    return investors.map((investor) => ({ ...investor, currentName: currentName(investor.name) }));
  }

  /** One investor with the names that are one unit with it today, and the links before and after it. */
  async find(id: string): Promise<Result<InvestorDetail>> {
    const { manager } = this.dataSource;
    const investor = await findInvestor(manager, id);
    if (investor === null) return refused('investor.notFound', { id });
    const currentName = await this.currentNames();
    const unit = investorKey(currentName(investor.name));
    const key = successionKey('investor', investor.name);
    const links = await successionsOfName(manager, 'investor', investor.name);
    return accepted({
      ...investor,
      currentName: currentName(investor.name),
      names: (await allInvestors(manager)).filter(({ name }) => investorKey(currentName(name)) === unit),
      predecessors: links.filter(({ to }) => successionKey('investor', to) === key),
      successors: links.filter(({ from }) => successionKey('investor', from) === key),
    });
  }

  private async currentNames(): Promise<(name: string) => string> {
    const { manager } = this.dataSource;
    const knownAt = await clockOfDatabase(manager);
    return currentInvestorNames(manager, { asOf: dayInVietnam(knownAt), knownAt });
  }
}
