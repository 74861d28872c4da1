import { AppendOnly1764000000001 } from './0001-append-only.js';
import { FundingSources1764000000002 } from './0002-funding-sources.js';
import { Imports1764000000003 } from './0003-imports.js';
import { Projects1764000000004 } from './0004-projects.js';
import { ImportLines1764000000005 } from './0005-import-lines.js';
import { CapitalPlans1764000000006 } from './0006-capital-plans.js';
import { Disbursements1764000000007 } from './0007-disbursements.js';
import { Reviews1764000000008 } from './0008-reviews.js';
import { Changes1764000000009 } from './0009-changes.js';
import { ImportPipeline1764000000010 } from './0010-import-pipeline.js';
import { Identities1764000000012 } from './0012-identities.js';
import { ImportDecisions1764000000011 } from './0011-import-decisions.js';
import { PlanLedger1764000000013 } from './0013-plan-ledger.js';
import { ReviewRules1764000000014 } from './0014-review-rules.js';
import { Reports1764000000016 } from './0016-reports.js';
import { RoundLife1764000000015 } from './0015-round-life.js';
import { Successions1764000000021 } from './0021-successions.js';
import { MustKeep1764000000019 } from './0019-must-keep.js';

/** In the order they run. A migration that has run anywhere is never edited; the next one corrects it. */
export const MIGRATIONS = [
  AppendOnly1764000000001,
  FundingSources1764000000002,
  Imports1764000000003,
  Projects1764000000004,
  ImportLines1764000000005,
  CapitalPlans1764000000006,
  Disbursements1764000000007,
  Reviews1764000000008,
  Changes1764000000009,
  ImportPipeline1764000000010,
  Identities1764000000012,
  ImportDecisions1764000000011,
  PlanLedger1764000000013,
  ReviewRules1764000000014,
  Reports1764000000016,
  RoundLife1764000000015,
  Successions1764000000021,
  MustKeep1764000000019,
];
