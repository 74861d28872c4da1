import { Fragment } from 'preact';
import { ruleThresholdText } from '../../domain/rule-words.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { groupCandidates, type SourceGroup } from './candidate-groups.js';
import { Bar, Evidence, MoneyCell, NumberHead, Sheet } from './components.js';
import { countText, percentText, roman } from './format.js';

interface CandidatesProps {
  readonly round: ReviewRoundView;
  readonly findings: readonly FindingView[];
}

/** Candidates under each of their sources, by investor. */
export function Candidates({ round, findings }: CandidatesProps) {
  const groups = groupCandidates(findings);
  return (
    <section class="card flush">
      <div class="head">
        <h2>
          Danh sách dự án giải ngân {ruleThresholdText(round.rule)}
          {round.rule.relativeThreshold === null ? ' kế hoạch' : ''}
        </h2>
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
              <NumberHead>Kế hoạch</NumberHead>
              <NumberHead>Giải ngân</NumberHead>
              <NumberHead>Chưa giải ngân</NumberHead>
              <NumberHead>Kế hoạch</NumberHead>
              <NumberHead>Giải ngân</NumberHead>
              <NumberHead>Tỷ lệ</NumberHead>
              <NumberHead>Thiếu so với ngưỡng</NumberHead>
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
      <MoneyCell vnd={planVnd} />
      <MoneyCell vnd={disbursedVnd} />
      <MoneyCell vnd={planVnd - disbursedVnd} />
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
                <MoneyCell vnd={finding.planVnd} />
                <MoneyCell vnd={finding.disbursedVnd} />
                <td class="num">
                  {percentText(finding.ratePercent) ?? '–'}
                  <Bar part={finding.disbursedVnd} whole={finding.planVnd} thresholdBasisPoints={threshold} />
                </td>
                <MoneyCell vnd={finding.shortfallVnd} />
                <td class="why">{finding.reason}</td>
                <td>
                  <Evidence cells={[...finding.evidence.plan, ...finding.evidence.disbursement]} />
                </td>
              </tr>
            );
          })}
        </Fragment>
      ))}
    </>
  );
}
