import type { RepeatOffenders } from '../../review-rounds/offenders.service.js';
import { NumberHead, Sheet, Title } from './components.js';
import { countText, dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportTabs } from './report-tabs.js';

/** Projects and investors below the threshold in several decided or issued rounds of a year. */
export function offendersPage(site: Site, { planYear, projects, investors }: RepeatOffenders): string {
  return renderPage(
    <Page site={site} title="Chậm nhiều đợt" section="reports">
      <div class="stack">
        <Title
          heading={`Chủ đầu tư, dự án dưới ngưỡng nhiều đợt năm ${planYear}`}
          lead="Đếm trên các đợt đã có kết luận hoặc đã ban hành; danh sách đã được thay thế không tính."
        />
        <ReportTabs here="/bao-cao/nhieu-dot" />
        <section class="card flush">
          <div class="head">
            <h2>Chủ đầu tư</h2>
          </div>
          <div class="after">
            <Investors investors={investors} />
          </div>
        </section>
        <section class="card flush">
          <div class="head">
            <h2>Dự án</h2>
          </div>
          <div class="after">
            <Projects projects={projects} />
          </div>
        </section>
      </div>
    </Page>,
  );
}

function Investors({ investors }: Pick<RepeatOffenders, 'investors'>) {
  if (investors.length === 0) return <p>Chưa có chủ đầu tư nào dưới ngưỡng từ hai đợt trở lên.</p>;
  return (
    <Sheet label="Chủ đầu tư có dự án dưới ngưỡng nhiều đợt" low>
      <thead>
        <tr>
          <th scope="col">Chủ đầu tư</th>
          <NumberHead>Số đợt</NumberHead>
          <NumberHead>Lượt dự án dưới ngưỡng</NumberHead>
        </tr>
      </thead>
      <tbody>
        {investors.map(({ investor, rounds, candidates }) => (
          <tr>
            <th scope="row">
              <a href={href('/du-an', { 'chu-dau-tu': investor })}>{investor}</a>
            </th>
            <td class="num">{countText(rounds)}</td>
            <td class="num">{countText(candidates)}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Projects({ projects }: Pick<RepeatOffenders, 'projects'>) {
  if (projects.length === 0) return <p>Chưa có dự án nào dưới ngưỡng từ hai đợt trở lên.</p>;
  return (
    <Sheet label="Dự án dưới ngưỡng nhiều đợt">
      <thead>
        <tr>
          <th scope="col">Dự án</th>
          <th scope="col">Mã dự án</th>
          <th scope="col">Chủ đầu tư</th>
          <NumberHead>Số đợt</NumberHead>
          <th scope="col">Số liệu đến các ngày</th>
        </tr>
      </thead>
      <tbody>
        {projects.map(({ projectId, code, name, investor, rounds, days }) => (
          <tr>
            <th scope="row" class="name">
              <a href={`/du-an/${projectId}`}>{name}</a>
            </th>
            <td class="nowrap">{code ?? ''}</td>
            <td>{investor ?? 'Chưa rõ'}</td>
            <td class="num">{countText(rounds)}</td>
            <td>{days.map(dayText).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}
