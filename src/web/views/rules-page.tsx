import { daysBetween, toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { legalBasisOf, type ReviewRule } from '../../domain/review-rule.js';
import { ruleThresholdText } from '../../domain/rule-words.js';
import { Sheet, Tag, Title } from './components.js';
import { dayText, daysLeftText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';

export function rulesPage(site: Site, rules: readonly ReviewRule[], today: LocalDate): string {
  return renderPage(
    <Page site={site} title="Quy tắc rà soát" section="rules">
      <div class="stack">
        <Title
          heading="Quy tắc rà soát"
          lead="Quy tắc là dữ liệu: mỗi lần sửa thành một phiên bản mới, đợt rà soát giữ nguyên phiên bản đã áp dụng."
        >
          <a class="button" href="/quy-tac/moi">
            Thêm quy tắc
          </a>
        </Title>
        <section class="card flush">
          <div class="after">
            <Sheet label="Các quy tắc rà soát">
              <thead>
                <tr>
                  <th scope="col">Quy tắc</th>
                  <th scope="col">Mã</th>
                  <th scope="col" class="mid">
                    Số liệu đến
                  </th>
                  <th scope="col">Dự án vào danh sách khi</th>
                  <th scope="col">Căn cứ</th>
                  <th scope="col">Quyết định chậm nhất</th>
                  <th scope="col" class="mid">
                    Phiên bản
                  </th>
                </tr>
              </thead>
              <tbody>
                {rules.map((rule) => (
                  <RuleRow rule={rule} days={daysBetween(today, rule.decideBy)} />
                ))}
              </tbody>
            </Sheet>
          </div>
        </section>
      </div>
    </Page>,
  );
}

function RuleRow({ rule, days }: { readonly rule: ReviewRule; readonly days: number }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/quy-tac/${rule.code}`}>{rule.name}</a>
      </th>
      <td class="nowrap">{rule.code}</td>
      <td class="mid">{dayText(rule.asOf)}</td>
      <td>{ruleThresholdText(rule)}</td>
      <td>{legalBasisOf(rule).text}</td>
      <td class="nowrap">
        {toVietnameseDate(rule.decideBy)}{' '}
        <Tag tone={days < 0 ? 'plain' : days <= 30 ? 'warn' : 'info'}>{daysLeftText(days)}</Tag>
      </td>
      <td class="mid">{rule.version}</td>
    </tr>
  );
}
