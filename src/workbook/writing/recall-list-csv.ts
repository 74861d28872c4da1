import { ratePercent } from '../../domain/money.js';
import { statusName } from '../../domain/rule-words.js';
import { csvText, type CsvValue } from './csv.js';
import type { ProjectShare, RecallList, RecallProject, SourceGroup } from './recall-list-model.js';

const HEADINGS = [
  'Mã dự án',
  'Tên dự án',
  'Chủ đầu tư',
  'Địa điểm',
  'Tính chất dự án',
  'Nguồn vốn',
  'Tên nguồn vốn',
  'Kế hoạch của nguồn (đồng)',
  'Giải ngân của nguồn (đồng)',
  'Tỷ lệ của nguồn (%)',
  'Chưa giải ngân của nguồn (đồng)',
  'Đề nghị thu hồi (đồng)',
  'Kế hoạch toàn dự án (đồng)',
  'Giải ngân toàn dự án (đồng)',
  'Tỷ lệ toàn dự án (%)',
  'Còn thiếu để đạt ngưỡng, toàn dự án (đồng)',
  'Số liệu đến ngày',
  'Lý do',
  'Ghi chú',
  'Căn cứ kế hoạch',
  'Căn cứ giải ngân',
];

/**
 * The list as CSV: one line a candidate and source in the order
 * of the paper. Amounts are whole đồng, rates have two decimals (truncated), days are `YYYY-MM-DD`.
 */
export function recallListCsv(list: RecallList): string {
  const lines = list.sources.flatMap((source) =>
    source.investors.flatMap((investor) => investor.shares.map((share) => valuesOf(source, share, share.project))),
  );
  const { snapshotId } = list.header;
  return csvText(snapshotId === null ? [HEADINGS, ...lines] : identified([HEADINGS, ...lines], snapshotId));
}

/** A last column that names the findings and verdicts shown. */
function identified([headings = [], ...lines]: readonly CsvValue[][], snapshotId: string): CsvValue[][] {
  return [[...headings, 'Mã bản chốt số liệu'], ...lines.map((values) => [...values, snapshotId])];
}

function valuesOf(source: SourceGroup, { figures }: ProjectShare, project: RecallProject): CsvValue[] {
  const { finding } = project;
  return [
    finding.code,
    finding.name,
    finding.investor,
    finding.location,
    statusName(finding.status),
    source.source,
    source.name,
    figures.planVnd,
    figures.disbursedVnd,
    ratePercent(figures.disbursedVnd, figures.planVnd),
    figures.undisbursedVnd,
    figures.recallVnd,
    finding.planVnd,
    finding.disbursedVnd,
    finding.ratePercent,
    project.shortfallVnd,
    finding.dataAsOf,
    project.reason,
    project.note,
    finding.evidence.plan.join('; '),
    finding.evidence.disbursement.join('; '),
  ];
}
