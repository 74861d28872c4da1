import { formatVnd } from '../../domain/money.js';
import { OUTCOMES, type Outcome } from '../../domain/words.js';
import type { DispositionView } from '../../review-rounds/dispositions.types.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { NumberHead, Sheet, Title } from './components.js';
import { countText, dayText, href, percentText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { RoundCrumbs } from './round-crumbs.js';
import { OUTCOME_NAMES } from './words.js';

export interface KeptPageView {
  readonly round: ReviewRoundView;
  readonly kept: readonly { readonly finding: FindingView; readonly disposition: DispositionView }[];
}

const OTHERS: readonly Outcome[] = OUTCOMES.filter((outcome) => outcome !== 'candidate');

/** Projects of a round from which nothing is taken back: kept by verdict with its reason and expiry, and the others by outcome. */
export function keptPage(site: Site, { round, kept }: KeptPageView): string {
  const path = `/dot-ra-soat/${round.id}`;
  const name = 'Dự án không thu hồi';
  return renderPage(
    <Page site={site} title={name} section="rounds">
      <RoundCrumbs round={round} here={name} />
      <div class="stack">
        <Title
          heading={name}
          lead="Mỗi dự án kèm lý do: giữ lại theo kết luận, không dưới ngưỡng, ngoài phạm vi của đợt."
        >
          <a class="button" href={`${path}/khong-thu-hoi.xlsx`}>
            Xuất Phụ lục II
          </a>
        </Title>
        {kept.length === 0 ? (
          <div class="notice">
            <p>Chưa có dự án dưới ngưỡng nào được kết luận giữ lại.</p>
          </div>
        ) : (
          <Kept round={round} kept={kept} />
        )}
        <section class="card">
          <h2>Các dự án khác của đợt</h2>
          <ul class="plain-list">
            {OTHERS.map((outcome) => (
              <li>
                <a href={href(path, { 'ket-qua': outcome })}>{OUTCOME_NAMES[outcome]}</a>:{' '}
                {countText(round.summary[outcome as Exclude<Outcome, 'candidate'>])} dự án
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Page>,
  );
}

function Kept({ round, kept }: KeptPageView) {
  return (
    <section class="card flush">
      <div class="head">
        <h2>Giữ lại theo kết luận: {countText(kept.length)} dự án</h2>
        <p class="unit">Đơn vị tính: đồng</p>
      </div>
      <div class="after">
        <Sheet label="Dự án dưới ngưỡng được giữ lại kế hoạch vốn">
          <thead>
            <tr>
              <th scope="col">Dự án</th>
              <th scope="col">Chủ đầu tư</th>
              <NumberHead>Kế hoạch</NumberHead>
              <NumberHead>Chưa giải ngân</NumberHead>
              <NumberHead>Tỷ lệ</NumberHead>
              <th scope="col">Lý do giữ lại</th>
              <th scope="col">Đến ngày</th>
            </tr>
          </thead>
          <tbody>
            {kept.map(({ finding, disposition }) => (
              <tr>
                <th scope="row" class="name">
                  <a href={`/dot-ra-soat/${round.id}/du-an/${finding.projectId}`}>{finding.name}</a>
                </th>
                <td>{finding.investor ?? 'Chưa rõ'}</td>
                <td class="num">{formatVnd(finding.planVnd)}</td>
                <td class="num">{formatVnd(finding.undisbursedVnd ?? 0n)}</td>
                <td class="num">{percentText(finding.ratePercent) ?? '–'}</td>
                <td>{[disposition.reason, disposition.reasonText].filter((part) => part !== null).join(': ')}</td>
                <td class="nowrap">{dayText(disposition.keepUntil)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}
