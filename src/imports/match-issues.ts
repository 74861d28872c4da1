import type { Issue } from '../domain/issue.js';
import { isSameName } from '../domain/vietnamese-text.js';
import type { MatchedLine } from './match-staged-lines.js';

/** What a person should know about how lines found their projects; none of it blocks. */
export function matchIssues(file: string, lines: readonly MatchedLine[]): Issue[] {
  return lines.flatMap((line) => unmatchedIssue(file, line) ?? otherNameIssue(file, line) ?? []);
}

function unmatchedIssue(file: string, matched: MatchedLine): Issue | null {
  if (matched.projectId !== null || matched.newProjectKey !== null) return null;
  const { line, candidates } = matched;
  const near = candidates[0];
  const hint = near === undefined ? '' : ` Gần giống nhất: ${near.reason}.`;
  const message = `Dòng "${line.name}" (ô ${line.ref.cell}, trang tính "${line.ref.sheet}") không có mã và không khớp dự án nào trong sổ, nên số tiền của dòng này chưa được ghi.${hint} Bổ sung mã dự án vào tệp rồi nạp lại.`;
  return issueAt(file, matched, 'project.unmatched', line.name, message);
}

/** A code found, but under another name: often a mistyped code. */
function otherNameIssue(file: string, matched: MatchedLine): Issue | null {
  const { line, matchedBy, knownName } = matched;
  if (matchedBy !== 'code' || knownName === null || isSameName(line.name, knownName)) return null;
  const message = `Mã dự án ${line.code ?? ''} ở ô ${line.ref.cell}, trang tính "${line.ref.sheet}" có tên "${line.name}", khác tên trong sổ "${knownName}". Kiểm tra lại mã hoặc tên dự án.`;
  return issueAt(file, matched, 'project.nameDiffers', line.name, message);
}

function issueAt(file: string, { line }: MatchedLine, code: string, value: string, message: string): Issue {
  const { sheet, cell } = line.ref;
  const row = Number(/\d+$/.exec(cell)?.[0]);
  const column = /^[A-Z]+/.exec(cell)?.[0] ?? null;
  return { file, sheet, cell, row, column, code, severity: 'warning', value, message };
}
