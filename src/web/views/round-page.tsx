import { formatVnd } from '../../domain/money.js';
import { ruleThresholdText, statusName } from '../../domain/rule-words.js';
import { legalBasisOf } from '../../domain/review-rule.js';
import { OUTCOMES, type Outcome } from '../../domain/words.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { Bar, Crumbs, Evidence, MoneyCell, NumberHead, Rate, Sheet, Tabs, Title } from './components.js';
import { countText, dayText, href, instantText, percentText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { Candidates } from './round-candidates.js';
import { ReversedBases, RoundLife } from './round-life.js';
import { OUTCOME_NAMES } from './words.js';

export interface RoundPageView {
  readonly round: ReviewRoundView;
  readonly outcome: Outcome;
  /** of the outcome shown */
  readonly findings: readonly FindingView[];
}

export function roundPage(site: Site, view: RoundPageView): string {
  const { round } = view;
  const path = `/dot-ra-soat/${round.id}`;
  const basis = legalBasisOf(round.rule);
  return renderPage(
    <Page site={site} title={round.rule.name} section="rounds">
      <Crumbs trail={[['/dot-ra-soat', 'Đợt rà soát']]} here={round.rule.name} />
      <div class="stack">
        <Title heading={round.rule.name} lead={`${basis.clause}. Căn cứ: ${basis.text}.`}>
          {round.state === 'draft' ? undefined : <Downloads path={path} />}
        </Title>
        <ReversedBases round={round} />
        <RoundLife round={round} />
        {round.state === 'draft' ? <Draft round={round} /> : <Results view={view} path={path} />}
      </div>
    </Page>,
  );
}

function Downloads({ path }: { readonly path: string }) {
  return (
    <>
      <a class="button" href={`${path}/danh-sach.xlsx`}>
        Xuất Excel theo mẫu phụ lục
      </a>
      <a class="button plain" href={`${path}/danh-sach.csv`}>
        Tải CSV
      </a>
      <a class="button plain" href={`${path}/to-trinh.docx`}>
        Tải tờ trình
      </a>
      <a class="button plain" href={`${path}/khong-thu-hoi.xlsx`}>
        Tải Phụ lục II
      </a>
    </>
  );
}

/** A draft has a question and no answer yet. */
function Draft({ round: { rule, asOf, complete } }: { readonly round: ReviewRoundView }) {
  return (
    <section class="card">
      <h2>Bản nháp</h2>
      <p>
        Sẽ xét các dự án {ruleThresholdText(rule)}, số liệu đến ngày {dayText(asOf)}.{' '}
        {complete ? 'Báo cáo được coi là đầy đủ.' : 'Báo cáo chưa được coi là đầy đủ.'} Số liệu chỉ được chốt khi mở
        đợt, theo sổ lúc đó.
      </p>
      <p>
        <a href={`/quy-tac/${rule.code}`}>Xem quy tắc</a>
      </p>
    </section>
  );
}

function Results({ view, path }: { readonly view: RoundPageView; readonly path: string }) {
  const { round, outcome } = view;
  return (
    <>
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
        <Candidates round={round} findings={view.findings} />
      ) : (
        <Findings view={view} />
      )}
    </>
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
        <dt>Dự án {ruleThresholdText(rule)}</dt>
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
              <NumberHead>Kế hoạch</NumberHead>
              <NumberHead>Giải ngân</NumberHead>
              <NumberHead>Tỷ lệ</NumberHead>
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
                <MoneyCell vnd={finding.planVnd} />
                <MoneyCell vnd={finding.disbursedVnd} />
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
                  <Evidence cells={[...finding.evidence.plan, ...finding.evidence.disbursement]} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}
