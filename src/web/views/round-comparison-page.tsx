import type { RoundComparison } from '../../review-rounds/evaluation.service.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { Crumbs, Field, Select, Title } from './components.js';
import { Differences } from './difference-table.js';
import { countText, dayText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';

export interface RoundComparisonView {
  readonly comparison: RoundComparison;
  /** rounds that this one can be compared with */
  readonly others: readonly ReviewRoundView[];
}

/** A round as it was known, beside what is known by now or beside another round. */
export function roundComparisonPage(site: Site, { comparison, others }: RoundComparisonView): string {
  const { round, other, knownAt, beforeSummary, afterSummary } = comparison;
  const path = `/dot-ra-soat/${round.id}`;
  return renderPage(
    <Page site={site} title={`So sánh: ${round.rule.name}`} section="rounds">
      <Crumbs
        trail={[
          ['/dot-ra-soat', 'Đợt rà soát'],
          [path, round.rule.name],
        ]}
        here="So sánh"
      />
      <div class="stack">
        <Title
          heading={`So sánh: ${round.rule.name}`}
          lead={`Số liệu đến ${dayText(round.asOf)}, theo sổ lúc ${instantText(round.knownAt)}, so với ${
            other === null ? 'sổ' : `đợt “${other.rule.name}”, sổ`
          } lúc ${instantText(knownAt)}.`}
        />
        <section class="card">
          <form class="filters" method="get" action={`${path}/so-sanh`}>
            <Field id="voi" label="So với">
              <Select
                id="voi"
                name="voi"
                value={other?.id ?? ''}
                options={[
                  { value: '', name: 'Số liệu đang có trong sổ, cùng quy tắc' },
                  ...others.map((item) => ({
                    value: item.id,
                    name: `${item.rule.name}, mở lúc ${instantText(item.openedAt)}`,
                  })),
                ]}
              />
            </Field>
            <button type="submit">So sánh</button>
          </form>
        </section>
        <p>
          Trong danh sách: trước {countText(beforeSummary.candidates)} dự án, sau {countText(afterSummary.candidates)}{' '}
          dự án.
        </p>
        <Differences
          comparison={comparison.comparison}
          before={`Sổ lúc ${instantText(round.knownAt)}`}
          after={other === null ? `Sổ lúc ${instantText(knownAt)}` : other.rule.name}
        />
      </div>
    </Page>,
  );
}
