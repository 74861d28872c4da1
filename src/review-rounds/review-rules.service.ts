import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ReviewRule, RuleSettings } from '../domain/review-rule.js';
import { isSameSettings, ruleFault } from '../domain/rule-faults.js';
import { AuditService } from '../audit/audit.service.js';
import { inTransaction } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import * as repository from './review-rules.repository.js';
import type { RuleChange, RuleVersionView } from './review-rules.types.js';

/** Review rules: data that administrators add and change; every change is a new version, and rounds keep the one they applied. */
@Injectable()
export class ReviewRulesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** As their latest versions say. */
  list(): Promise<readonly ReviewRule[]> {
    return repository.allRules(this.dataSource.manager);
  }

  async find(code: string): Promise<Result<ReviewRule>> {
    const rule = await repository.ruleByCode(this.dataSource.manager, code);
    return rule === null ? refused('rule.notFound', { code }) : accepted(rule);
  }

  /** Latest first. */
  async versions(code: string): Promise<Result<readonly RuleVersionView[]>> {
    const versions = await repository.versionsOf(this.dataSource.manager, code);
    return versions.length === 0 ? refused('rule.notFound', { code }) : accepted(versions);
  }

  async add(code: string, settings: RuleSettings, reason: string): Promise<Result<ReviewRule>> {
    return inTransaction(this.dataSource, async (manager) => {
      const sound = await this.soundSettings(manager, settings);
      if (!sound.ok) return sound;
      const rule = { ...settings, code, version: 1 };
      if (!(await repository.insertRule(manager, rule, reason))) return refused('rule.exists', { code });
      await this.record(manager, 'rule.added', rule, reason);
      return accepted(rule);
    });
  }

  /** Makes a new version; settings that say what the latest one says make none. */
  async change(code: string, { settings, version, reason }: RuleChange): Promise<Result<ReviewRule>> {
    return inTransaction(this.dataSource, async (manager) => {
      const latest = await repository.lockRule(manager, code);
      if (latest === null) return refused('rule.notFound', { code });
      if (latest.version !== version) return refused('rule.changed', { code, seen: version, version: latest.version });
      const sound = await this.soundSettings(manager, settings);
      if (!sound.ok) return sound;
      if (isSameSettings(latest, settings)) return accepted(latest);
      const rule = { ...settings, code, version: version + 1 };
      await repository.insertVersion(manager, rule, reason);
      await this.record(manager, 'rule.changed', rule, reason);
      return accepted(rule);
    });
  }

  /** Settings that can be a rule: no contradiction, only sources of the catalogue. */
  async soundSettings(manager: EntityManager, settings: RuleSettings): Promise<Result<RuleSettings>> {
    const fault = ruleFault(settings);
    if (fault !== null)
      return refused(fault, { asOf: settings.asOf, planYear: settings.planYear, decideBy: settings.decideBy });
    const named = [...(settings.population.sources ?? []), ...settings.sourceThresholds.map(({ source }) => source)];
    const unknown = await repository.unknownSources(manager, named);
    return unknown.length > 0 ? refused('rule.unknownSource', { sources: unknown.join(', ') }) : accepted(settings);
  }

  private record(manager: EntityManager, kind: string, rule: ReviewRule, reason: string): Promise<void> {
    const data = { rule, reason };
    return this.audit.record(manager, { kind, subject: 'review_rule', subjectId: rule.code, data });
  }
}
