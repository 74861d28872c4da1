import { firstBelowZero, isDecidedAfter, type BelowZero } from './capital-plan.js';
import { fundingSourceName, isSameOrPartOf } from './funding-sources.js';
import { groupBy } from './group-by.js';
import { cellPlace, type Issue } from './issue.js';
import { toVietnameseDate } from './local-date.js';
import { formatVnd } from './money.js';
import type { CellRef, PlanEntry, ProjectFacts } from './project-facts.js';
import type { ReportedDisbursement, ReportedPlanEntry, ReportedProject } from './reported-facts.js';
import { isSameName } from './vietnamese-text.js';

/** Says once for each name that a report puts another name to a code of the plan. */
export function nameDifferences(): (planned: ReportedProject, reported: ReportedProject) => Issue[] {
  const said = new Set<string>();
  return (planned, reported) => {
    if (said.has(reported.name) || isSameName(planned.name, reported.name)) return [];
    said.add(reported.name);
    return [
      cellIssue(
        reported.ref,
        'project.nameDiffers',
        'warning',
        reported.name,
        `Mã dự án ${planned.code ?? reported.code ?? ''} ở báo cáo có tên "${reported.name}", khác tên trong kế hoạch vốn "${planned.name}" (ô ${planned.ref.cell}, trang tính "${planned.ref.sheet}"). Kiểm tra lại mã hoặc tên dự án.`,
      ),
    ];
  };
}

/** One code on two names across plan sheets and files is an error (contract); which of both is right only a person knows. */
export function codeOnTwoNames(code: string | null, names: readonly ReportedProject[]): Issue[] {
  const first = names[0];
  if (code === null || first === undefined) return [];
  const other = names.find((project) => !isSameName(first.name, project.name));
  if (other === undefined) return [];
  return [
    cellIssue(
      other.ref,
      'project.codeOnTwoNames',
      'error',
      code,
      `Mã dự án ${code} đứng ở hai tên khác nhau: "${first.name}" (tệp ${first.ref.file}, trang tính "${first.ref.sheet}", ô ${first.ref.cell}) và "${other.name}" (trang tính "${other.ref.sheet}", ô ${other.ref.cell}). Sửa mã của một trong hai dự án rồi nạp lại.`,
    ),
  ];
}

/**
 * The plan of one project assigned in two files or sheets would double it: an error for the same source, unless one decision came
 * after the other and so states the plan anew (a warning with both figures); a warning where one table tells no source, or only
 * the group of the other's, because such tables may also complete each other.
 */
export function assignedTwice(assignments: readonly ReportedPlanEntry[]): Issue[] {
  const issues: Issue[] = [];
  for (const [index, entry] of assignments.entries()) {
    const elsewhere = assignments
      .slice(0, index)
      .filter((other) => other.planKind === entry.planKind && !isSameTable(other.ref, entry.ref));
    const same = elsewhere.find((other) => other.source === entry.source && !isOrdered(other, entry));
    const anew = elsewhere.find((other) => other.source === entry.source && isOrdered(other, entry));
    const part = elsewhere.find((other) => isSameOrPartOf(other.source, entry.source));
    if (same !== undefined) issues.push(sameSourceTwice(same, entry));
    else if (anew !== undefined) issues.push(statedAnew(anew, entry));
    else if (part !== undefined) issues.push(overlappingSources(part, entry));
  }
  return issues;
}

function isOrdered(a: ReportedPlanEntry, b: ReportedPlanEntry): boolean {
  return isDecidedAfter(a, b) || isDecidedAfter(b, a);
}

function statedAnew(first: ReportedPlanEntry, other: ReportedPlanEntry): Issue {
  const [before, after] = isDecidedAfter(other, first) ? [first, other] : [other, first];
  return cellIssue(
    other.ref,
    'plan.statedAnew',
    'warning',
    formatVnd(other.amountVnd),
    `Kế hoạch vốn của dự án "${other.project.name}", nguồn ${fundingSourceName(other.source)}: ${formatVnd(before.amountVnd)} đồng (${place(before.ref)}) được giao lại thành ${formatVnd(after.amountVnd)} đồng từ ngày ${toVietnameseDate(after.effectiveOn)} (${place(after.ref)}). Số giao sau thay số giao trước; nếu là vốn bổ sung thêm thì ghi rõ "bổ sung" ở tiêu đề phụ lục.`,
  );
}

function isSameTable(a: CellRef, b: CellRef): boolean {
  return a.file === b.file && a.sheet === b.sheet;
}

function sameSourceTwice(first: ReportedPlanEntry, other: ReportedPlanEntry): Issue {
  return cellIssue(
    other.ref,
    'plan.assignedTwice',
    'error',
    other.project.code,
    `Kế hoạch vốn của dự án "${other.project.name}", nguồn ${fundingSourceName(other.source)}, đã được giao ở ${place(first.ref)}; tính thêm ô này sẽ thành hai lần. Bỏ bớt một nơi, hoặc dùng phụ lục điều chỉnh.`,
  );
}

function overlappingSources(first: ReportedPlanEntry, other: ReportedPlanEntry): Issue {
  return cellIssue(
    other.ref,
    'plan.mayOverlap',
    'warning',
    other.project.code,
    `Kế hoạch vốn của dự án "${other.project.name}" đứng ở hai nơi: "${fundingSourceName(first.source)}" (${place(first.ref)}) và "${fundingSourceName(other.source)}" (ô ${other.ref.cell}). Hai số đang được cộng lại; nếu một số đã gồm số kia thì bỏ bớt một nơi.`,
  );
}

/** One report that gives a project's figure for one source on two sheets: they add up, and a person should know. */
export function reportedOnTwoSheets(
  disbursements: readonly ReportedDisbursement[],
  keyOf: (item: ReportedDisbursement) => string,
): Issue[] {
  const doubled = new Map<string, { first: CellRef; other: ReportedDisbursement; projects: Set<string> }>();
  const rows = groupBy(disbursements, (item) =>
    JSON.stringify([keyOf(item), item.ref.file, item.source, item.planKind, item.origin, item.asOf]),
  );
  for (const group of rows.values()) {
    const first = group[0];
    const other = group.find((item) => item.amountVnd !== 0n && item.ref.sheet !== first?.ref.sheet);
    if (first === undefined || other === undefined) continue;
    const sheets = JSON.stringify([first.ref.file, first.ref.sheet, other.ref.sheet]);
    const known = doubled.get(sheets) ?? { first: first.ref, other, projects: new Set<string>() };
    known.projects.add(keyOf(other));
    doubled.set(sheets, known);
  }
  return [...doubled.values()].map(({ first, other, projects }) =>
    cellIssue(
      other.ref,
      'report.twoSheets',
      'warning',
      other.project.code,
      `Tệp ${other.ref.file} ghi số giải ngân cùng nguồn của ${projects.size} dự án ở cả hai trang tính "${first.sheet}" và "${other.ref.sheet}" (ví dụ dự án "${other.project.name}", ô ${first.cell} và ô ${other.ref.cell}). Hai số đang được cộng lại; nếu một trang là bảng tổng hợp của trang kia thì bỏ bớt một trang.`,
    ),
  );
}

/**
 * Adjustments that take away more than was assigned, by project (an error) or inside one source (a warning: the plan file may not
 * tell sources). Only meaningful where all plan files of the year are at hand.
 */
export function plansBelowZero(projects: readonly ProjectFacts[]): Issue[] {
  return projects.flatMap((project) => {
    const current = project.planEntries.filter((entry) => entry.planKind === 'current');
    const whole = firstBelowZero(current);
    if (whole !== null) return [belowZero(project, whole, null)];
    return [...groupBy(current, (entry) => entry.source).values()].flatMap((entries) => {
      const inSource = firstBelowZero(entries);
      return inSource === null ? [] : [belowZero(project, inSource, inSource.entry.source)];
    });
  });
}

function belowZero(
  project: Pick<ProjectFacts, 'name'>,
  { entry, balanceVnd }: BelowZero<PlanEntry>,
  source: string | null,
): Issue {
  const where = source === null ? '' : `, nguồn ${fundingSourceName(source)}`;
  return cellIssue(
    entry.ref,
    'plan.belowZero',
    source === null ? 'error' : 'warning',
    String(entry.amountVnd),
    `Điều chỉnh giảm ${formatVnd(-entry.amountVnd)} đồng từ ngày ${toVietnameseDate(entry.effectiveOn)} làm kế hoạch vốn của dự án "${project.name}"${where} còn ${formatVnd(balanceVnd)} đồng. Kiểm tra lại số điều chỉnh, hoặc bổ sung tệp giao kế hoạch vốn của dự án này.`,
  );
}

export function statusConflict(first: ReportedProject, second: ReportedProject): Issue {
  return cellIssue(
    second.ref,
    'project.statusConflict',
    'warning',
    second.name,
    `Dự án "${second.name}" đứng ở hai nhóm tính chất khác nhau (${place(first.ref)} và trang tính "${second.ref.sheet}", ô ${second.ref.cell}) nên để "chưa phân loại". Xác định lại tính chất dự án.`,
  );
}

function place({ file, sheet, cell }: CellRef): string {
  return `tệp ${file}, trang tính "${sheet}", ô ${cell}`;
}

function cellIssue(
  ref: CellRef,
  code: string,
  severity: Issue['severity'],
  value: string | null,
  message: string,
): Issue {
  return { ...ref, ...cellPlace(ref.cell), code, severity, value, message };
}
