import type { BackTestLine } from '../../domain/countdown.js';
import type { BackTestReport } from '../../reports/reports.types.js';
import { Sheet, Title } from './components.js';
import { countText, dayText, percentText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportTabs } from './report-tabs.js';

/** How well the warnings would have told the list, on the months in the books. */
export function backTestPage(site: Site, { rule, lines }: BackTestReport): string {
  return renderPage(
    <Page site={site} title="Kiểm nghiệm cảnh báo" section="reports">
      <div class="stack">
        <Title
          heading={`Kiểm nghiệm cảnh báo của ${rule.name}`}
          lead="Lập lại cảnh báo như thể đang ở trước ngày của đợt, rồi so với danh sách thật theo số liệu trong sổ."
        />
        <ReportTabs here="/bao-cao/dem-nguoc" />
        <BackTest lines={lines} />
      </div>
    </Page>,
  );
}

function BackTest({ lines }: { readonly lines: readonly BackTestLine[] }) {
  return (
    <Sheet label="Kiểm nghiệm cảnh báo trên số liệu đã có" low>
      <thead>
        <tr>
          <th scope="col">Trước</th>
          {['Cảnh báo', 'Thật sự dưới ngưỡng', 'Báo đúng', 'Báo thừa', 'Bỏ sót', 'Tìm được', 'Đúng trong cảnh báo'].map(
            (caption) => (
              <th scope="col" class="num">
                {caption}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td>
              {line.horizonDays} ngày ({dayText(line.day)})
            </td>
            {[line.warned, line.candidates, line.hits, line.falseAlarms, line.missed].map((count) => (
              <td class="num">{countText(count)}</td>
            ))}
            <td class="num">{percentText(line.foundPercent) ?? '–'}</td>
            <td class="num">{percentText(line.rightPercent) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}
