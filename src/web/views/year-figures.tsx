import type { LocalDate } from '../../domain/local-date.js';
import type { ReviewRule } from '../../domain/review-rule.js';
import type { YearState } from '../../projects/projects.types.js';
import type { ChartColumn } from './chart.js';
import { Bar, Chart, MoneyCell, NumberHead, Rate, Sheet } from './components.js';
import { countText, dayText, href, rateText } from './format.js';

/** Columns of the chart of the year: one for each reported day. */
export function yearChartColumns(year: YearState, rules: readonly ReviewRule[]): ChartColumn[] {
  return year.byMonth.map((month) => ({
    label: dayText(month.asOf).slice(0, -5),
    planVnd: month.planVnd,
    disbursedVnd: month.disbursedVnd,
    thresholdBasisPoints: thresholdOn(rules, month.asOf),
  }));
}

/** What the chart says, in words, for people who do not see it. */
function chartMessage(year: YearState): string {
  const months = year.byMonth.map(
    (month) => `đến ${dayText(month.asOf)} đạt ${rateText(month.disbursedVnd, month.planVnd) ?? 'chưa tính được'}`,
  );
  return `Biểu đồ giải ngân lũy kế so với kế hoạch năm ${year.perspective.planYear}: ${months.join('; ')}.`;
}

/** Cumulative disbursement of each reported day: the chart and its numbers. */
export function ByMonth({ year, rules }: { readonly year: YearState; readonly rules: readonly ReviewRule[] }) {
  const { planYear } = year.perspective;
  if (year.byMonth.length === 0) {
    return (
      <section class="card">
        <h2>Giải ngân theo tháng</h2>
        <p class="muted">Chưa có báo cáo giải ngân nào được ghi sổ cho năm {planYear}.</p>
      </section>
    );
  }
  return (
    <section class="card">
      <div class="head">
        <h2>Giải ngân lũy kế theo tháng</h2>
        <a class="small" href="#so-lieu-thang">
          Xem số liệu
        </a>
      </div>
      <Chart src={`/bieu-do/nam/${planYear}/giai-ngan.svg`} message={chartMessage(year)} />
      <p class="unit" id="so-lieu-thang">
        Đơn vị tính: triệu đồng
      </p>
      <Sheet label={`Giải ngân lũy kế theo tháng năm ${planYear}`} low>
        <thead>
          <tr>
            <th scope="col">Đến ngày</th>
            <NumberHead>Kế hoạch vốn</NumberHead>
            <NumberHead>Giải ngân lũy kế</NumberHead>
            <NumberHead>Tỷ lệ</NumberHead>
            <NumberHead>Dự án có số liệu</NumberHead>
          </tr>
        </thead>
        <tbody>
          {year.byMonth.map((month) => (
            <tr>
              <th scope="row">{dayText(month.asOf)}</th>
              <MoneyCell vnd={month.planVnd} />
              <MoneyCell vnd={month.disbursedVnd} />
              <td class="num">
                <Rate part={month.disbursedVnd} whole={month.planVnd} />
                <Bar
                  part={month.disbursedVnd}
                  whole={month.planVnd}
                  thresholdBasisPoints={thresholdOn(rules, month.asOf)}
                />
              </td>
              <td class="num">{countText(month.projectsReported)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

/** Threshold of the rule whose day this is, null where no rule looks at that day. */
export function thresholdOn(rules: readonly ReviewRule[], day: LocalDate): number | null {
  return rules.find((rule) => rule.asOf === day)?.thresholdBasisPoints ?? null;
}

/** Plan and disbursement of each funding source. */
export function BySource({ year }: { readonly year: YearState }) {
  return (
    <section class="card flush">
      <div class="head">
        <h2>Theo nguồn vốn</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label="Kế hoạch vốn và giải ngân theo nguồn vốn" low>
          <thead>
            <tr>
              <th scope="col">TT</th>
              <th scope="col">Nguồn vốn</th>
              <NumberHead>Kế hoạch vốn</NumberHead>
              <NumberHead>Giải ngân</NumberHead>
              <NumberHead>Tỷ lệ</NumberHead>
              <NumberHead>Chưa giải ngân</NumberHead>
            </tr>
          </thead>
          <tbody>
            {year.bySource.map((source, index) => (
              <tr>
                <td class="mid">{index + 1}</td>
                <th scope="row" class="name">
                  <a href={href('/du-an', { nam: year.perspective.planYear, nguon: source.source })}>{source.name}</a>
                </th>
                <MoneyCell vnd={source.planVnd} />
                <MoneyCell vnd={source.disbursedVnd} />
                <td class="num">
                  <Rate part={source.disbursedVnd} whole={source.planVnd} />
                  <Bar part={source.disbursedVnd} whole={source.planVnd} />
                </td>
                <MoneyCell vnd={source.disbursedVnd === null ? null : source.planVnd - source.disbursedVnd} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td></td>
              <th scope="row">Tổng số</th>
              <MoneyCell vnd={year.planVnd} />
              <MoneyCell vnd={year.disbursedVnd} />
              <td class="num">
                <Rate part={year.disbursedVnd} whole={year.planVnd} />
                <Bar part={year.disbursedVnd} whole={year.planVnd} />
              </td>
              <MoneyCell vnd={year.planVnd - year.disbursedVnd} />
            </tr>
          </tfoot>
        </Sheet>
      </div>
    </section>
  );
}
