/** The words of the trade that data, JSON and pages share (glossary of the contract). */

export const PROJECT_STATUSES = ['continuing', 'new', 'completed', 'preparation', 'unclassified'] as const;
/** tính chất dự án trong năm */
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

export const PROJECT_GROUPS = ['national', 'A', 'B', 'C'] as const;
/** nhóm dự án: quan trọng quốc gia, A, B, C */
export type ProjectGroup = (typeof PROJECT_GROUPS)[number];

export const PLAN_KINDS = ['current', 'carriedOver'] as const;
/** loại kế hoạch: kế hoạch năm nay, kế hoạch năm trước kéo dài */
export type PlanKind = (typeof PLAN_KINDS)[number];

export const ORIGINS = ['treasury', 'investor'] as const;
/** nguồn số liệu giải ngân: Kho bạc Nhà nước, chủ đầu tư (hoặc tổng hợp từ chủ đầu tư) */
export type Origin = (typeof ORIGINS)[number];

export const OUTCOMES = ['candidate', 'met', 'noData', 'noPlan', 'outOfScope', 'unclassified'] as const;
/** kết quả rà soát */
export type Outcome = (typeof OUTCOMES)[number];

/** Code of a funding source of the catalogue (`funding-sources.ts`); an administrator may add more. */
export type FundingSourceCode = string;

export const MATCHED_BY = ['code', 'alias', 'name'] as const;
/** how a report found a project of the plan: by its code, by a code or name that a person confirmed, by its name */
export type MatchedBy = (typeof MATCHED_BY)[number];

/**
 * What an entry of the ledger does. `initial` and `carryOver` state the plan of a source in full (giao kế hoạch, cho phép kéo
 * dài); `supplement` (bổ sung), `increase` and `decrease` (điều chỉnh tăng, giảm) change it.
 */
export const PLAN_NATURES = ['initial', 'supplement', 'increase', 'decrease', 'carryOver'] as const;
export type PlanNature = (typeof PLAN_NATURES)[number];
