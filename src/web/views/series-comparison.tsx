import { fundingSourceName } from '../../domain/funding-sources.js';
import type { SeriesComparison, SeriesFigure, SeriesPair } from '../../domain/series-comparison.js';
import { Millions, MoneyCell, NumberHead, Sheet, Tag } from './components.js';
import { countText, dayText, percentText } from './format.js';
import { ORIGIN_NAMES } from './words.js';

/** Both series of disbursement of one project side by side: Treasury decides, the investor explains. */
export function SeriesSection({ comparison }: { readonly comparison: SeriesComparison }) {
  if (comparison.decidedBy === null) return null;
  return (
    <section class="card flush" id="doi-chieu">
      <div class="head">
        <div>
          <h2>Đối chiếu Kho bạc – chủ đầu tư</h2>
          <p class="muted">
            Số liệu dùng để tính tỷ lệ: <strong>{ORIGIN_NAMES[comparison.decidedBy]}</strong>.{' '}
            {advanceSentence(comparison)}
          </p>
        </div>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label="Số liệu Kho bạc Nhà nước và chủ đầu tư theo nguồn vốn của dự án" low twoRows>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Nguồn vốn
              </th>
              <th scope="col" rowSpan={2} class="num">
                Kế hoạch
              </th>
              <th scope="colgroup" colSpan={4}>
                Kho bạc Nhà nước
              </th>
              <th scope="colgroup" colSpan={2}>
                Chủ đầu tư báo cáo
              </th>
              <th scope="col" rowSpan={2} class="num">
                Chênh lệch
              </th>
              <th scope="col" rowSpan={2} class="num">
                Chưa giải ngân
              </th>
            </tr>
            <tr>
              <NumberHead>Lũy kế</NumberHead>
              <NumberHead>Tạm ứng</NumberHead>
              <NumberHead>KLHT</NumberHead>
              <th scope="col">Đến ngày</th>
              <NumberHead>Lũy kế</NumberHead>
              <th scope="col">Đến ngày</th>
            </tr>
          </thead>
          <tbody>
            {comparison.bySource.map((pair) => (
              <PairRow name={fundingSourceName(pair.source)} pair={pair} />
            ))}
          </tbody>
          <tfoot>
            <PairRow name="Tổng số" pair={comparison} />
          </tfoot>
        </Sheet>
      </div>
    </section>
  );
}

function advanceSentence({ treasury, investor, decidedBy }: SeriesComparison): string {
  const figure = decidedBy === 'treasury' ? treasury : investor;
  const share = percentText(figure?.advancePercent ?? null);
  return share === null ? 'Báo cáo không tách tạm ứng và khối lượng hoàn thành.' : `Trong đó tạm ứng chiếm ${share}.`;
}

function PairRow({ name, pair }: { readonly name: string; readonly pair: SeriesPair }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <MoneyCell vnd={pair.planVnd} />
      <MoneyCell vnd={pair.treasury?.amountVnd ?? null} />
      <MoneyCell vnd={pair.treasury?.advanceVnd ?? null} />
      <MoneyCell vnd={pair.treasury?.completedVolumeVnd ?? null} />
      <td class="nowrap">
        <FigureDay figure={pair.treasury} />
      </td>
      <MoneyCell vnd={pair.investor?.amountVnd ?? null} />
      <td class="nowrap">
        <FigureDay figure={pair.investor} />
      </td>
      <td class="num">
        <Difference pair={pair} />
      </td>
      <MoneyCell vnd={pair.undisbursedVnd} />
    </tr>
  );
}

/** Day of a figure with its age; the age in words, not by colour alone. */
export function FigureDay({ figure }: { readonly figure: SeriesFigure | null }) {
  if (figure === null) return <span class="muted">Chưa có</span>;
  return (
    <>
      {dayText(figure.asOf)}
      {figure.ageDays === 0 ? null : <span class="muted"> (cách {countText(figure.ageDays)} ngày)</span>}
    </>
  );
}

/** Treasury minus investor; a mark where the two are of different days, because then they need not agree. */
export function Difference({ pair }: { readonly pair: SeriesPair }) {
  const { differenceVnd, treasury, investor } = pair;
  if (differenceVnd === null) return <span class="muted">–</span>;
  return (
    <>
      <Millions vnd={differenceVnd} />
      {treasury?.asOf === investor?.asOf ? null : <Tag tone="warn">khác ngày</Tag>}
    </>
  );
}
