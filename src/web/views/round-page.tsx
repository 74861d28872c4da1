import { Fragment } from 'preact';
import { formatVnd } from '../../domain/money.js';
import { formatThreshold, statusName } from '../../domain/rule-words.js';
import { legalBasisOf } from '../../domain/review-rule.js';
import { OUTCOMES, type Outcome } from '../../domain/words.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { groupCandidates, type SourceGroup } from './candidate-groups.js';
import { Bar, Crumbs, Evidence, Millions, Rate, Sheet, Tabs, Title } from './components.js';
import { countText, dayText, href, instantText, percentText, roman } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { RoundLife } from './round-life.js';
import { OUTCOME_NAMES } from './words.js';

export interface RoundPageView {
  readonly round: ReviewRoundView;
  readonly outcome: Outcome;
  /** of the outcome shown */
  readonly findings: readonly FindingView[];
}

export function roundPage(site: Site, view: RoundPageView): string {
  const { round, outcome } = view;
  const path = `/dot-ra-soat/${round.id}`;
  const basis = legalBasisOf(round.rule);
  return renderPage(
    <Page site={site} title={round.rule.name} section="rounds">
      <Crumbs trail={[['/dot-ra-soat', 'Đợt rà soát']]} here={round.rule.name} />
      <div class="stack">
        <Title heading={round.rule.name} lead={`${basis.clause}. Căn cứ: ${basis.text}.`}>
          <a class="button" href={`${path}/danh-sach.xlsx`}>
            Xuất Excel theo mẫu phụ lục
          </a>
          <a class="button plain" href={`${path}/danh-sach.csv`}>
            Tải CSV
          </a>
          <a class="button plain" href={`${path}/to-trinh.docx`}>
            Tải tờ trình
          </a>
        </Title>
        <RoundLife round={round} />
        <KeyFigures round={round} />
        <p class="small muted">
          Mở lúc {instantText(round.openedAt)} trên số liệu trong sổ lúc {instantText(round.knownAt)}.{' '}
          {round.complete
            ? 'Báo cáo được xác nhận đầy đủ: dự án không được nhắc đến tính là giải ngân 0 đồng.'
            : 'Báo cáo chưa được xác nhận đầy đủ: dự án không được nhắc đến nằm ở mục “Chưa có số liệu”.'}
        </p>
        <Tabs
          label="Kết quả rà soát"
          tabs={OUTCOMES.map((candidate) => ({
            path: href(path, { 'ket-qua': candidate === 'candidate' ? null : candidate }),
            name: OUTCOME_NAMES[candidate],
            count: countOf(round, candidate),
            current: candidate === outcome,
          }))}
        />
        {view.findings.length === 0 ? (
          <div class="notice">
            <p>Không có dự án nào ở mục này.</p>
          </div>
        ) : outcome === 'candidate' ? (
          <Candidates view={view} />
        ) : (
          <Findings view={view} />
        )}
      </div>
    </Page>,
  );
}

function countOf({ summary }: ReviewRoundView, outcome: Outcome): number {
  return outcome === 'candidate' ? summary.candidates : summary[outcome];
}

function KeyFigures({ round }: { readonly round: ReviewRoundView }) {
  const { summary, rule } = round;
  return (
    <dl class="figures">
      <div class="strong">
        <dt>Dự án dưới {formatThreshold(rule.thresholdBasisPoints)}</dt>
        <dd>
          {countText(summary.candidates)}
          <small>
            trong {countText(summary.inScope)} dự án thuộc phạm vi, số liệu đến {dayText(round.asOf)}
          </small>
        </dd>
      </div>
      <div>
        <dt>Kế hoạch vốn của các dự án này</dt>
        <dd>
          {formatVnd(summary.planVnd)}
          <small>đồng</small>
        </dd>
      </div>
      <div>
        <dt>Đã giải ngân</dt>
        <dd>
          {formatVnd(summary.disbursedVnd)}
          <small>
            đồng, <Rate part={summary.disbursedVnd} whole={summary.planVnd} />
          </small>
        </dd>
      </div>
      <div>
        <dt>Chưa giải ngân</dt>
        <dd>
          {formatVnd(summary.undisbursedVnd)}
          <small>đồng</small>
        </dd>
      </div>
    </dl>
  );
}

function Candidates({ view }: { readonly view: RoundPageView }) {
  const { round } = view;
  const groups = groupCandidates(view.findings);
  return (
    <section class="card flush">
      <div class="head">
        <h2>Danh sách dự án giải ngân dưới {formatThreshold(round.rule.thresholdBasisPoints)} kế hoạch</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label="Dự án dưới ngưỡng, theo nguồn vốn và chủ đầu tư" frozen twoRows>
          <thead>
            <tr>
              <th scope="col" rowSpan={2} class="mid">
                TT
              </th>
              <th scope="col" rowSpan={2}>
                Danh mục dự án
              </th>
              <th scope="col" rowSpan={2}>
                Mã dự án
              </th>
              <th scope="colgroup" colSpan={3} class="mid">
                Trong nguồn vốn này
              </th>
              <th scope="colgroup" colSpan={4} class="mid">
                Cả dự án
              </th>
              <th scope="col" rowSpan={2}>
                Vì sao có trong danh sách
              </th>
              <th scope="col" rowSpan={2}>
                Căn cứ (tệp!trang tính!ô)
              </th>
            </tr>
            <tr>
              <th scope="col" class="num">
                Kế hoạch
              </th>
              <th scope="col" class="num">
                Giải ngân
              </th>
              <th scope="col" class="num">
                Chưa giải ngân
              </th>
              <th scope="col" class="num">
                Kế hoạch
              </th>
              <th scope="col" class="num">
                Giải ngân
              </th>
              <th scope="col" class="num">
                Tỷ lệ
              </th>
              <th scope="col" class="num">
                Thiếu so với ngưỡng
              </th>
            </tr>
          </thead>
          <tbody>
            <tr class="total">
              <td></td>
              <th scope="row">Tổng số {countText(round.summary.candidates)} dự án</th>
              <td></td>
              <MoneyCells planVnd={round.summary.planVnd} disbursedVnd={round.summary.disbursedVnd} />
              <td colSpan={6}></td>
            </tr>
            {groups.map((group, index) => (
              <SourceRows round={round} group={group} position={index + 1} />
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}

function MoneyCells({ planVnd, disbursedVnd }: { readonly planVnd: bigint; readonly disbursedVnd: bigint }) {
  return (
    <>
      <td class="num">
        <Millions vnd={planVnd} />
      </td>
      <td class="num">
        <Millions vnd={disbursedVnd} />
      </td>
      <td class="num">
        <Millions vnd={planVnd - disbursedVnd} />
      </td>
    </>
  );
}

interface SourceRowsProps {
  readonly round: ReviewRoundView;
  readonly group: SourceGroup;
  readonly position: number;
}

function SourceRows({ round, group, position }: SourceRowsProps) {
  const threshold = round.rule.thresholdBasisPoints;
  let number = 0;
  return (
    <>
      <tr class="group">
        <td class="mid">{roman(position)}</td>
        <th scope="row">{group.name}</th>
        <td></td>
        <MoneyCells {...group} />
        <td colSpan={6}></td>
      </tr>
      {group.investors.map((investor) => (
        <Fragment>
          <tr class="subgroup">
            <td></td>
            <th scope="row">{investor.investor ?? 'Chưa rõ chủ đầu tư'}</th>
            <td></td>
            <MoneyCells {...investor} />
            <td colSpan={6}></td>
          </tr>
          {investor.lines.map((line) => {
            const { finding } = line;
            number += 1;
            return (
              <tr>
                <td class="mid">{number}</td>
                <th scope="row" class="name">
                  <a href={`/dot-ra-soat/${round.id}/du-an/${finding.projectId}`}>{finding.name}</a>
                  {line.hasOtherSources ? <span class="muted small"> (nhiều nguồn vốn)</span> : null}
                </th>
                <td class="nowrap">{finding.code ?? ''}</td>
                <MoneyCells {...line} />
                <td class="num">
                  <Millions vnd={finding.planVnd} />
                </td>
                <td class="num">
                  <Millions vnd={finding.disbursedVnd} />
                </td>
                <td class="num">
                  {percentText(finding.ratePercent) ?? '–'}
                  <Bar part={finding.disbursedVnd} whole={finding.planVnd} thresholdBasisPoints={threshold} />
                </td>
                <td class="num">
                  <Millions vnd={finding.shortfallVnd} />
                </td>
                <td class="why">{finding.reason}</td>
                <td>
                  <FindingEvidence finding={finding} />
                </td>
              </tr>
            );
          })}
        </Fragment>
      ))}
    </>
  );
}

function FindingEvidence({ finding }: { readonly finding: FindingView }) {
  return <Evidence cells={[...finding.evidence.plan, ...finding.evidence.disbursement]} />;
}

function Findings({ view }: { readonly view: RoundPageView }) {
  const { outcome, round } = view;
  return (
    <section class="card flush">
      <div class="head">
        <h2>
          {OUTCOME_NAMES[outcome]}: {countText(view.findings.length)} dự án
        </h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label={`Dự án: ${OUTCOME_NAMES[outcome]}`} frozen>
          <thead>
            <tr>
              <th scope="col" class="mid">
                TT
              </th>
              <th scope="col">Danh mục dự án</th>
              <th scope="col">Mã dự án</th>
              <th scope="col" class="num">
                Kế hoạch
              </th>
              <th scope="col" class="num">
                Giải ngân
              </th>
              <th scope="col" class="num">
                Tỷ lệ
              </th>
              <th scope="col">Vì sao</th>
              <th scope="col">Tính chất</th>
              <th scope="col">Chủ đầu tư</th>
              <th scope="col">Căn cứ (tệp!trang tính!ô)</th>
            </tr>
          </thead>
          <tbody>
            {view.findings.map((finding, index) => (
              <tr>
                <td class="mid">{index + 1}</td>
                <th scope="row" class="name">
                  <a href={`/dot-ra-soat/${round.id}/du-an/${finding.projectId}`}>{finding.name}</a>
                </th>
                <td class="nowrap">{finding.code ?? ''}</td>
                <td class="num">
                  <Millions vnd={finding.planVnd} />
                </td>
                <td class="num">
                  <Millions vnd={finding.disbursedVnd} />
                </td>
                <td class="num">
                  {percentText(finding.ratePercent) ?? '–'}
                  <Bar
                    part={finding.disbursedVnd}
                    whole={finding.planVnd}
                    thresholdBasisPoints={round.rule.thresholdBasisPoints}
                  />
                </td>
                <td class="why">{finding.reason}</td>
                <td class="nowrap">{statusName(finding.status)}</td>
                <td class="name">{finding.investor ?? ''}</td>
                <td>
                  <FindingEvidence finding={finding} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}
