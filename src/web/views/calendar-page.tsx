import { toVietnameseDate } from '../../domain/local-date.js';
import type { ReportStatus } from '../../domain/report-calendar.js';
import type { CalendarCell, ReportCalendar } from '../../calendar/calendar.types.js';
import { lateReports } from '../../calendar/late-reports.js';
import { groupBy } from '../../domain/group-by.js';
import { monthText } from '../../workbook/writing/late-report-letter-model.js';
import { Sheet, Tag, Title } from './components.js';
import { countText, dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import type { Tone } from './words.js';

const STATUSES: Readonly<Record<ReportStatus, { readonly name: string; readonly tone: Tone }>> = {
  sent: { name: 'Đã gửi', tone: 'ok' },
  late: { name: 'Gửi chậm', tone: 'warn' },
  missing: { name: 'Chưa gửi', tone: 'bad' },
  due: { name: 'Đang hạn', tone: 'info' },
  notDue: { name: 'Chưa đến kỳ', tone: 'plain' },
};

export function calendarPage(site: Site, calendar: ReportCalendar): string {
  const { planYear, today, deadline, investors } = calendar;
  return renderPage(
    <Page site={site} title="Lịch báo cáo" section="calendar">
      <div class="stack">
        <Title
          heading={`Lịch báo cáo giải ngân năm ${planYear}`}
          lead={`Báo cáo tháng gửi chậm nhất ngày ${deadline.dayOfMonth} tháng sau. Tính đến ${dayText(today)}.`}
        >
          <a class="button" href={href('/api/v1/calendar/late.xlsx', { planYear, asOf: today })}>
            Xuất danh sách chậm
          </a>
        </Title>
        {investors.length === 0 ? (
          <section class="card">
            <p>Chưa có chủ đầu tư nào được giao kế hoạch vốn năm {planYear} trong sổ.</p>
          </section>
        ) : (
          <>
            <Months calendar={calendar} />
            <Letters calendar={calendar} />
          </>
        )}
      </div>
    </Page>,
  );
}

function Months({ calendar: { periods, investors } }: { readonly calendar: ReportCalendar }) {
  return (
    <section class="card flush">
      <div class="head">
        <h2>Chủ đầu tư theo tháng</h2>
        <p class="muted">Ngày trong ô là ngày nhận báo cáo đầu tiên của tháng đó.</p>
      </div>
      <div class="after">
        <Sheet label="Tình trạng gửi báo cáo của từng chủ đầu tư theo tháng" frozen>
          <thead>
            <tr>
              <th scope="col">TT</th>
              <th scope="col">Chủ đầu tư</th>
              {periods.map(({ month, dueOn, isSettlement }) => (
                <th scope="col">
                  {isSettlement ? `31/01/${month.slice(0, 4)}` : `Tháng ${Number(month.slice(5))}`}
                  <br />
                  <small>hạn {toVietnameseDate(dueOn)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {investors.map(({ investor, months }, index) => (
              <tr>
                <td class="mid">{index + 1}</td>
                <th scope="row" class="name">
                  <a href={href('/du-an', { 'chu-dau-tu': investor })}>{investor}</a>
                </th>
                {months.map((cell) => (
                  <td>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td></td>
              <th scope="row">Đã gửi</th>
              {periods.map(({ counts }) => (
                <td>
                  {countText(counts.sent + counts.late)}/{countText(investors.length)}
                </td>
              ))}
            </tr>
          </tfoot>
        </Sheet>
      </div>
    </section>
  );
}

/** One letter for each investor that owes reports. */
function Letters({ calendar }: { readonly calendar: ReportCalendar }) {
  const { planYear, today } = calendar;
  const missing = lateReports(calendar).filter(({ status }) => status === 'missing');
  const groups = groupBy(missing, ({ investor }) => investor);
  if (groups.size === 0) return null;
  return (
    <section class="card flush">
      <div class="head">
        <h2>Chưa gửi báo cáo đã quá hạn: {countText(groups.size)} chủ đầu tư</h2>
      </div>
      <div class="after">
        <Sheet label="Chủ đầu tư chưa gửi báo cáo đã quá hạn">
          <thead>
            <tr>
              <th scope="col">Chủ đầu tư</th>
              <th scope="col">Báo cáo tháng</th>
              <th scope="col">Công văn</th>
            </tr>
          </thead>
          <tbody>
            {[...groups].map(([investor, reports]) => (
              <tr>
                <th scope="row">{investor}</th>
                <td>{reports.map(({ month }) => monthText(month)).join(', ')}</td>
                <td class="nowrap">
                  <a
                    href={href('/api/v1/reports/late/letter.docx', { planYear, asOf: today, investor })}
                    aria-label={`Tải công văn đôn đốc báo cáo ${investor}`}
                  >
                    Tải công văn
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}

function Cell({ cell: { status, sentOn, importId, daysLate } }: { readonly cell: CalendarCell }) {
  const { name, tone } = STATUSES[status];
  if (status === 'notDue') return <span class="muted">–</span>;
  return (
    <>
      <Tag tone={tone}>{name}</Tag>
      {sentOn === null || importId === null ? null : (
        <>
          {' '}
          <a href={`/nhap-lieu/${importId}`}>{toVietnameseDate(sentOn)}</a>
        </>
      )}
      {daysLate === 0 ? null : <span class="muted"> chậm {countText(daysLate)} ngày</span>}
    </>
  );
}
