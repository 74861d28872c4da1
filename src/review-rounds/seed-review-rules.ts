import type { EntityManager } from 'typeorm';
import { SHIPPED_REVIEW_RULES } from '../domain/review-rule.js';
import { insertRule } from './review-rules.repository.js';

/** Adds the shipped rules that are missing; what an administrator changed stays. */
export async function seedReviewRules(manager: EntityManager): Promise<void> {
  for (const rule of SHIPPED_REVIEW_RULES) await insertRule(manager, rule, 'Quy tắc có sẵn của chương trình');
}
