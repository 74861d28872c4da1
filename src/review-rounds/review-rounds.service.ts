import type { ReviewRule } from '../domain/review-rule.js';
import type { Page, PageRequest } from '../http/page.js';
import type { Result } from '../http/refusal.js';
import type { NamedBytes } from '../imports/imports.types.js';
import type { FindingFilter, FindingView, OpenRoundOptions, ReviewRoundView } from './review-rounds.types.js';

/** Announced signatures; the class that keeps them replaces this declaration. */
export declare class ReviewRoundsService {
  rules(): Promise<readonly ReviewRule[]>;
  addRule(rule: ReviewRule): Promise<Result<ReviewRule>>;
  open(ruleCode: string, options?: OpenRoundOptions): Promise<Result<ReviewRoundView>>;
  /** newest first */
  list(page: PageRequest): Promise<Result<Page<ReviewRoundView>>>;
  find(id: string): Promise<Result<ReviewRoundView>>;
  findings(id: string, filter: FindingFilter, page: PageRequest): Promise<Result<Page<FindingView>>>;
  /** every finding of a round, in order of the list */
  allFindings(id: string, filter: FindingFilter): Promise<Result<readonly FindingView[]>>;
  recallListXlsx(id: string): Promise<Result<NamedBytes>>;
  recallListCsv(id: string): Promise<Result<NamedBytes>>;
}
