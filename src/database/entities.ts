import { ChangeRecord } from '../audit/change.entity.js';
import { SettingRecord } from '../department/setting.entity.js';
import { CapitalDemandRecord, CapitalPlanEntryRecord } from '../capital-plans/capital-plan-entry.entity.js';
import { DisbursementSnapshotRecord } from '../disbursements/disbursement-snapshot.entity.js';
import { FundingSourceRecord } from '../funding-sources/funding-source.entity.js';
import { IdempotencyKeyRecord } from '../http/idempotency-key.entity.js';
import {
  ColumnMemoryRecord,
  ImportAbsenceRecord,
  ImportCheckRecord,
  ImportDecisionRecord,
} from '../imports/import-decision.entity.js';
import { ImportIssueRecord } from '../imports/import-issue.entity.js';
import { ImportJobRecord, ImportTransitionRecord } from '../imports/import-job.entity.js';
import { ImportFactRecord, ImportLineRecord } from '../imports/import-line.entity.js';
import { ImportRecord } from '../imports/import.entity.js';
import { ReviewRoundFlagRecord } from '../imports/round-flag.entity.js';
import { InvestorRecord } from '../investors/investor.entity.js';
import { SuccessionRecord } from '../investors/succession.entity.js';
import { IdentityDecisionRecord, IdentityLineRecord } from '../matching/identity-decision.entity.js';
import { ProjectAliasRecord, ProjectVersionRecord } from '../projects/project-version.entity.js';
import { ProjectRecord } from '../projects/project.entity.js';
import { ReviewFindingRecord, ReviewRoundRecord } from '../review-rounds/review-round.entity.js';
import { ReviewRuleRecord, ReviewRuleVersionRecord } from '../review-rounds/review-rule.entity.js';
import { InvestorHeadRecord, InvestorMonthlyPlanRecord, WatchItemRecord } from '../reports/reports.entities.js';
import {
  ReviewDispositionAmountRecord,
  ReviewDispositionRecord,
  ReviewDonorRecord,
} from '../review-rounds/disposition.entity.js';
import { EvidenceRecord, ExplanationRecord, ExplanationRequestRecord } from '../review-rounds/explanation.entity.js';
import { IssuedPaperRecord, ReviewIssueRecord } from '../review-rounds/issue.entity.js';
import { ReasonCodeRecord } from '../review-rounds/reason-code.entity.js';

/** Every table of the schema; the drift test compares them with what the migrations make. */
export const ENTITIES = [
  FundingSourceRecord,
  InvestorRecord,
  SuccessionRecord,
  ImportRecord,
  ImportTransitionRecord,
  ImportJobRecord,
  ImportIssueRecord,
  ImportDecisionRecord,
  ImportCheckRecord,
  ImportAbsenceRecord,
  ColumnMemoryRecord,
  ProjectRecord,
  ProjectVersionRecord,
  ProjectAliasRecord,
  IdentityDecisionRecord,
  IdentityLineRecord,
  ImportLineRecord,
  ImportFactRecord,
  CapitalPlanEntryRecord,
  CapitalDemandRecord,
  DisbursementSnapshotRecord,
  ReviewRuleRecord,
  ReviewRuleVersionRecord,
  ReviewRoundRecord,
  ReviewFindingRecord,
  ReviewRoundFlagRecord,
  ReasonCodeRecord,
  ReviewDonorRecord,
  ReviewDispositionRecord,
  ReviewDispositionAmountRecord,
  ExplanationRequestRecord,
  ExplanationRecord,
  EvidenceRecord,
  ReviewIssueRecord,
  IssuedPaperRecord,
  ChangeRecord,
  SettingRecord,
  IdempotencyKeyRecord,
  WatchItemRecord,
  InvestorHeadRecord,
  InvestorMonthlyPlanRecord,
];
