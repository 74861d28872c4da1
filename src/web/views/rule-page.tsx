import { formatVnd } from '../../domain/money.js';
import type { LegalBasis, Population, ReviewRule } from '../../domain/review-rule.js';
import {
  changedSettings,
  denominatorName,
  formatThreshold,
  groupName,
  LEVEL_NAMES,
  METRIC_VERBS,
  ORIGIN_NAMES,
  POLICY_NAMES,
  ruleThresholdText,
} from '../../domain/rule-words.js';
import type { RuleVersionView } from '../../review-rounds/review-rules.types.js';
import { Crumbs, Sheet, Title } from './components.js';
import { dayText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { STATUS_NAMES } from './words.js';

/** One rule as it stands, with its versions, latest first. */
export function rulePage(site: Site, versions: readonly RuleVersionView[]): string {
  const rule = versions[0]?.rule;
  if (rule === undefined) throw new RangeError('a rule without a version');
  return renderPage(
    <Page site={site} title={rule.name} section="rules">
      <Crumbs trail={[['/quy-tac', 'Quy tắc rà soát']]} here={rule.name} />
      <div class="stack">
        <Title heading={rule.name} lead={`Mã ${rule.code}, phiên bản ${rule.version}`}>
          <a class="button" href={`/quy-tac/${rule.code}/thu`}>
            Thử thay đổi
          </a>
          <a class="button plain" href={`/quy-tac/${rule.code}/sua`}>
            Sửa quy tắc
          </a>
          <a class="button plain" href={`/dot-ra-soat?quy-tac=${rule.code}`}>
            Mở đợt rà soát
          </a>
        </Title>
        <section class="card">
          <h2>Nội dung</h2>
          <Facts rows={ruleFacts(rule)} />
        </section>
        <section class="card">
          <h2>Phạm vi rà soát</h2>
          <Facts rows={populationFacts(rule.population)} />
        </section>
        <section class="card">
          <h2>Căn cứ</h2>
          {rule.legalBases.map((basis) => (
            <Basis basis={basis} />
          ))}
        </section>
        <Versions versions={versions} />
      </div>
    </Page>,
  );
}

type Row = readonly [string, string];

function Facts({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

function ruleFacts(rule: ReviewRule): Row[] {
  return [
    ['Dự án vào danh sách khi', `${METRIC_VERBS[rule.metric]} ${ruleThresholdText(rule)}`],
    ['Mẫu số', denominatorName(rule.denominator)],
    ['Số liệu đến ngày', dayText(rule.asOf)],
    ['Xét theo', LEVEL_NAMES[rule.level]],
    ...rule.sourceThresholds.map(({ source, thresholdBasisPoints }): Row => [
      `Ngưỡng riêng nguồn ${source}`,
      formatThreshold(thresholdBasisPoints),
    ]),
    ['Số liệu quyết định', `${ORIGIN_NAMES[rule.preferredOrigin]}, khi có`],
    ['Số đề xuất thu hồi', POLICY_NAMES[rule.amountPolicy]],
    ['Hệ quả', rule.consequence],
    ['Quyết định chậm nhất', dayText(rule.decideBy)],
  ];
}

function populationFacts(population: Population): Row[] {
  const rows: Row[] = [
    ['Kế hoạch', population.requiresPlanOfYear ? 'dự án được giao kế hoạch năm' : 'kể cả dự án chỉ có vốn kéo dài'],
    ['Tính chất', population.statuses?.map((status) => STATUS_NAMES[status]).join(', ') ?? 'mọi tính chất'],
  ];
  const lists: readonly (readonly [string, readonly string[] | null])[] = [
    ['Nhóm dự án', population.groups?.map(groupName) ?? null],
    ['Nguồn vốn', population.sources],
    ['Chủ đầu tư', population.investors],
    ['Ngành, lĩnh vực', population.sectors],
    ['Địa phương', population.places],
  ];
  for (const [name, values] of lists) if (values !== null) rows.push([name, values.join('; ')]);
  if (population.firstAllocatedBefore !== null)
    rows.push(['Được giao lần đầu trước ngày', dayText(population.firstAllocatedBefore)]);
  if (population.minimumPlanVnd !== null)
    rows.push(['Kế hoạch tối thiểu', `${formatVnd(population.minimumPlanVnd)} đồng`]);
  for (const { project, reason } of population.exemptions) rows.push([`Miễn dự án ${project}`, reason]);
  return rows;
}

function Basis({ basis }: { readonly basis: LegalBasis }) {
  const until = basis.validTo === null ? '' : ` đến hết ngày ${dayText(basis.validTo)}`;
  const since = basis.validFrom === null ? '' : ` từ ngày ${dayText(basis.validFrom)}`;
  return (
    <div>
      <strong>{basis.text}</strong>
      <p>{basis.clause}.</p>
      {since === '' && until === '' ? null : (
        <p class="small muted">
          Có hiệu lực{since}
          {until}.
        </p>
      )}
    </div>
  );
}

function Versions({ versions }: { readonly versions: readonly RuleVersionView[] }) {
  return (
    <section class="card flush">
      <div class="head">
        <h2>Các phiên bản</h2>
      </div>
      <div class="after">
        <Sheet label="Các phiên bản của quy tắc, mới nhất trước" low>
          <thead>
            <tr>
              <th scope="col" class="mid">
                Phiên bản
              </th>
              <th scope="col">Ghi lúc</th>
              <th scope="col">Lý do</th>
              <th scope="col">Thay đổi so với phiên bản trước</th>
              <th scope="col">Ngưỡng</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version, index) => (
              <tr>
                <th scope="row" class="mid">
                  {version.rule.version}
                </th>
                <td class="nowrap">{instantText(version.recordedAt)}</td>
                <td>{version.changeReason}</td>
                <td>{changesSince(versions[index + 1], version)}</td>
                <td>{ruleThresholdText(version.rule)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}

function changesSince(earlier: RuleVersionView | undefined, version: RuleVersionView): string {
  return earlier === undefined ? '–' : changedSettings(earlier.rule, version.rule).join(', ');
}
