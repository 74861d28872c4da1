import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  otherRoundsBelow,
  repeatInvestors,
  repeatProjects,
  type RepeatInvestor,
  type RepeatProject,
} from './offenders.repository.js';

export interface RepeatOffenders {
  readonly planYear: number;
  readonly projects: readonly RepeatProject[];
  readonly investors: readonly RepeatInvestor[];
}

/** Who was below the threshold more than once: counted over decided and issued rounds. */
@Injectable()
export class OffendersService {
  constructor(private readonly dataSource: DataSource) {}

  async ofYear(planYear: number): Promise<RepeatOffenders> {
    const { manager } = this.dataSource;
    const projects = await repeatProjects(manager, planYear);
    return { planYear, projects, investors: await repeatInvestors(manager, planYear) };
  }

  /** In how many other rounds each project of a round was a candidate, by project. */
  otherRounds(roundId: string): Promise<ReadonlyMap<string, number>> {
    return otherRoundsBelow(this.dataSource.manager, roundId);
  }
}
