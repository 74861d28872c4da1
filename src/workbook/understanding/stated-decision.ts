import { cellPlace, type Issue } from '../../domain/issue.js';
import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import type { PlanNature } from '../../domain/words.js';
import type { TableReading } from './reading.js';

/** What a person states of the decision that a plan or an adjustment rests on; null or absent: as printed. */
export interface StatedDecision {
  /** e.g. `1042/QĐ-UBND` */
  readonly decisionNumber?: string | null;
  readonly decidedOn?: LocalDate | null;
  readonly decisionAuthority?: string | null;
  /** of a table that states amounts of one nature; an annex of increases and decreases tells its own */
  readonly nature?: PlanNature | null;
}

/** The line that names the decision as a paper would: `Quyết định số 1042/QĐ-UBND ngày 15/5/2025 của UBND tỉnh`. */
export function statedText(stated: StatedDecision = {}): string | null {
  const { decisionNumber = null, decidedOn = null, decisionAuthority = null } = stated;
  const parts = [
    decisionNumber === null ? '' : ` số ${decisionNumber}`,
    decidedOn === null ? '' : ` ngày ${toVietnameseDate(decidedOn)}`,
    decisionAuthority === null ? '' : ` của ${decisionAuthority}`,
  ].join('');
  return parts === '' ? null : `Quyết định${parts} (người nạp ghi)`;
}

/** A printed number or day that the person states otherwise is told at its cell. */
export function overruledIssue(
  file: string,
  { sheet, decision: paper }: TableReading,
  stated: StatedDecision = {},
): Issue | null {
  const { decisionNumber = null, decidedOn = null } = stated;
  if (paper === null) return null;
  const number = decisionNumber !== null && paper.number !== null && paper.number !== decisionNumber;
  const day = decidedOn !== null && paper.date !== null && paper.date !== decidedOn;
  if (!number && !day) return null;
  return {
    ...{ file, sheet, ...cellPlace(paper.cell), code: 'decision.overruled', severity: 'info', value: paper.text },
    message: `Ô ${paper.cell} trang tính "${sheet}" in "${paper.text}"; lượt nạp này ghi sổ theo quyết định mà người nạp ghi: ${statedText(stated) ?? ''}.`,
  };
}
