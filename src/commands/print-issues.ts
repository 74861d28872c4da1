import type { Issue } from '../domain/issue.js';

const SEVERITY: Record<Issue['severity'], string> = { error: 'LỖI', warning: 'CẢNH BÁO', info: 'Ghi nhận' };

/** One line an issue: severity, place, sentence, code. Errors first. */
export function printIssues(issues: readonly Issue[]): string[] {
  const order: Issue['severity'][] = ['error', 'warning', 'info'];
  return order
    .flatMap((severity) => issues.filter((issue) => issue.severity === severity))
    .map((issue) => `${SEVERITY[issue.severity]} ${place(issue)}: ${issue.message} [${issue.code}]`);
}

function place(issue: Issue): string {
  return [issue.file, issue.sheet, issue.cell].filter((part) => part !== null).join('!');
}
