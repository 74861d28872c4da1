import { daysBetween, toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { legalBasisOf, type ReviewRule } from '../../domain/review-rule.js';
import { ruleThresholdText } from '../../domain/rule-words.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import {
  describedBy,
  ErrorSummary,
  Field,
  MoneyCell,
  NumberHead,
  Pages,
  Select,
  Sheet,
  Tag,
  TextField,
  Title,
  type FieldError,
} from './components.js';
import { countText, dayText, daysLeftText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ROUND_STATE_TEXTS } from './round-words.js';

export interface RoundForm {
  readonly ruleCode: string;
  readonly asOf: string;
  readonly threshold: string;
  readonly complete: boolean;
}

export interface RoundsView {
  readonly today: LocalDate;
  readonly rules: readonly ReviewRule[];
  readonly form: RoundForm;
  readonly errors: readonly FieldError[];
  readonly rounds: readonly ReviewRoundView[];
  readonly next: string | null;
  readonly continued: boolean;
}

export function roundsPage(site: Site, view: RoundsView): string {
  const wrong = view.errors.length > 0;
  return renderPage(
    <Page site={site} title={wrong ? 'Lỗi: Đợt rà soát' : 'Đợt rà soát'} section="rounds">
      <div class="stack">
        <ErrorSummary errors={view.errors} />
        <Title
          heading="Đợt rà soát"
          lead="Mỗi đợt áp dụng một quy tắc vào số liệu đang có trong sổ lúc mở, và giữ nguyên kết quả đó."
        />
        <div class="columns aside-main">
          <div class="stack">
            <OpenRound view={view} />
            <Rules view={view} />
          </div>
          <RoundList view={view} />
        </div>
      </div>
    </Page>,
  );
}

function OpenRound({ view }: { readonly view: RoundsView }) {
  const { form, errors, rules } = view;
  if (rules.length === 0) {
    return (
      <section class="card">
        <h2>Mở đợt rà soát</h2>
        <p>Chưa có quy tắc rà soát nào.</p>
      </section>
    );
  }
  return (
    <section class="card">
      <h2>Mở đợt rà soát</h2>
      <form method="post" action="/dot-ra-soat" novalidate>
        <Field id="ruleCode" label="Quy tắc" errors={errors}>
          <Select
            id="ruleCode"
            name="ruleCode"
            value={form.ruleCode}
            options={rules.map((rule) => ({
              value: rule.code,
              name: `${rule.name} (${ruleThresholdText(rule)})`,
            }))}
            describedBy={describedBy('ruleCode', false, errors)}
          />
        </Field>
        <div class="row">
          <TextField
            id="asOf"
            label="Số liệu đến ngày"
            hint="Bỏ trống: theo quy tắc"
            errors={errors}
            placeholder="30/6/2025"
            value={form.asOf}
            autocomplete="off"
          />
          <TextField
            id="threshold"
            label="Ngưỡng (%)"
            hint="Bỏ trống: theo quy tắc"
            errors={errors}
            inputMode="decimal"
            placeholder="50"
            value={form.threshold}
            autocomplete="off"
          />
        </div>
        <div class="check">
          <input
            id="complete"
            name="complete"
            type="checkbox"
            value="1"
            checked={form.complete}
            aria-describedby="complete-goi-y"
          />
          <div>
            <label for="complete">Báo cáo đã đầy đủ</label>
            <span class="hint" id="complete-goi-y">
              Dự án có kế hoạch mà báo cáo không nhắc đến sẽ tính là giải ngân 0 đồng. Không chọn: để riêng ở mục “Chưa
              có số liệu”.
            </span>
          </div>
        </div>
        <div class="actions">
          <button type="submit">Mở đợt rà soát</button>
          <button type="submit" class="plain" name="draft" value="1">
            Lưu bản nháp
          </button>
        </div>
      </form>
    </section>
  );
}

function Rules({ view }: { readonly view: RoundsView }) {
  return (
    <section class="card">
      <h2>Quy tắc</h2>
      <ul class="deadlines">
        {view.rules.map((rule) => {
          const days = daysBetween(view.today, rule.decideBy);
          const basis = legalBasisOf(rule);
          return (
            <li>
              <span class="left">
                <Tag tone={days < 0 ? 'plain' : days <= 30 ? 'warn' : 'info'}>{daysLeftText(days)}</Tag>
              </span>
              <strong>
                <a href={`/quy-tac/${rule.code}`}>{rule.name}</a>
              </strong>
              <div class="small">{basis.clause}.</div>
              <div class="small muted">
                {basis.text}. Quyết định chậm nhất {toVietnameseDate(rule.decideBy)}.
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function RoundList({ view }: { readonly view: RoundsView }) {
  if (view.rounds.length === 0) {
    return (
      <section class="card">
        <h2>Các đợt đã mở</h2>
        <p class="muted">Chưa mở đợt nào. Nạp kế hoạch vốn và báo cáo giải ngân trước, rồi mở đợt đầu tiên.</p>
      </section>
    );
  }
  return (
    <section class="card flush">
      <div class="head">
        <h2>Các đợt đã mở</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after stack">
        <Sheet label="Các đợt rà soát, mới nhất trước">
          <thead>
            <tr>
              <th scope="col">Đợt</th>
              <th scope="col">Tình trạng</th>
              <th scope="col" class="mid">
                Số liệu đến
              </th>
              <th scope="col" class="mid">
                Ngưỡng
              </th>
              <NumberHead>Dưới ngưỡng</NumberHead>
              <NumberHead>Kế hoạch</NumberHead>
              <NumberHead>Chưa giải ngân</NumberHead>
              <NumberHead>Chưa có số liệu</NumberHead>
              <th scope="col">Mở lúc</th>
            </tr>
          </thead>
          <tbody>
            {view.rounds.map((round) => (
              <tr>
                <th scope="row">
                  <a href={`/dot-ra-soat/${round.id}`}>{round.rule.name}</a>
                </th>
                <td class="nowrap">
                  <Tag tone={ROUND_STATE_TEXTS[round.state].tone}>{ROUND_STATE_TEXTS[round.state].name}</Tag>
                  {round.reversedBases.length === 0 ? null : (
                    <>
                      {' '}
                      <Tag tone="warn">Có lượt nạp đã thu hồi</Tag>
                    </>
                  )}
                </td>
                <td class="mid">{dayText(round.asOf)}</td>
                <td class="mid">{ruleThresholdText(round.rule)}</td>
                <td class="num">{countText(round.summary.candidates)}</td>
                <MoneyCell vnd={round.summary.planVnd} />
                <MoneyCell vnd={round.summary.undisbursedVnd} />
                <td class="num">{countText(round.summary.noData)}</td>
                <td class="nowrap">{instantText(round.openedAt)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
        <Pages
          noun="đợt"
          shown={view.rounds.length}
          total={null}
          path="/dot-ra-soat"
          query={{}}
          next={view.next}
          continued={view.continued}
        />
      </div>
    </section>
  );
}
