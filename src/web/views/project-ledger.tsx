import type { DemandView, LedgerEntryView } from '../../capital-plans/capital-plans.types.js';
import { statesPlanInFull } from '../../domain/capital-plan.js';
import { fundingSourceName } from '../../domain/funding-sources.js';
import type { PlanEntryView, SnapshotView } from '../../projects/projects.types.js';
import { Millions, MoneyCell, NumberHead, Sheet, Tag } from './components.js';
import { countText, dayText, instantText } from './format.js';
import { rowHref } from './issue-list.js';
import { ORIGIN_NAMES, PLAN_KIND_NAMES, PLAN_NATURE_NAMES } from './words.js';

/** Every assignment and change of the project's plan, with the decision and the cell. */
export function PlanLedger({ entries }: { readonly entries: readonly LedgerEntryView[] }) {
  return (
    <section class="card flush">
      <div class="head">
        <h2>Sổ kế hoạch vốn</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        {entries.length === 0 ? (
          <p class="muted">Chưa được giao kế hoạch vốn.</p>
        ) : (
          <Sheet label="Các lần giao và điều chỉnh kế hoạch vốn" low>
            <thead>
              <tr>
                <th scope="col">Có hiệu lực từ</th>
                <th scope="col">Nội dung</th>
                <th scope="col">Nguồn vốn</th>
                <th scope="col">Loại kế hoạch</th>
                <NumberHead>Số tiền</NumberHead>
                <NumberHead>Kế hoạch sau đó</NumberHead>
                <th scope="col">Quyết định</th>
                <th scope="col">Căn cứ (tệp!trang tính!ô)</th>
                <th scope="col">Ghi sổ lúc</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr>
                  <th scope="row" class="nowrap">
                    {dayText(entry.effectiveOn)}
                  </th>
                  <td class="nowrap">
                    {statesPlanInFull(entry) ? (
                      PLAN_NATURE_NAMES[entry.nature]
                    ) : (
                      <Tag tone="info">{PLAN_NATURE_NAMES[entry.nature]}</Tag>
                    )}
                  </td>
                  <td class="words">{fundingSourceName(entry.source)}</td>
                  <td class="nowrap">{PLAN_KIND_NAMES[entry.planKind]}</td>
                  <MoneyCell vnd={entry.amountVnd} />
                  <td class="num">
                    <Millions vnd={entry.balanceVnd} />
                    {entry.replaced ? <Tag tone="plain">đã giao lại</Tag> : null}
                  </td>
                  <td class="words">{decisionText(entry) ?? <span class="muted">Tệp không ghi</span>}</td>
                  <td>
                    <EvidenceLink {...entry} />
                  </td>
                  <td>{instantText(entry.recordedAt)}</td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        )}
      </div>
    </section>
  );
}

/** Number, day and authority where the paper names them, else the line of the paper. */
function decisionText({ decision, decisionNumber, decidedOn, decisionAuthority }: PlanEntryView): string | null {
  if (decisionNumber === null) return decision;
  const day = decidedOn === null ? '' : ` ngày ${dayText(decidedOn)}`;
  return `${decisionNumber}${day}${decisionAuthority === null ? '' : ` của ${decisionAuthority}`}`;
}

/** Needs for more capital that the investor has stated. */
export function Demands({ demands }: { readonly demands: readonly DemandView[] }) {
  if (demands.length === 0) return null;
  return (
    <section class="card">
      <div class="head">
        <h2>Nhu cầu bổ sung vốn</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <Sheet label="Nhu cầu bổ sung vốn của dự án" low>
        <thead>
          <tr>
            <th scope="col">Nguồn vốn</th>
            <NumberHead>Nhu cầu bổ sung</NumberHead>
            <NumberHead>Khối lượng đã nghiệm thu chưa thanh toán</NumberHead>
            <th scope="col">Lý do</th>
            <th scope="col">Căn cứ (tệp!trang tính!ô)</th>
          </tr>
        </thead>
        <tbody>
          {demands.map((demand) => (
            <tr>
              <th scope="row">{fundingSourceName(demand.source)}</th>
              <MoneyCell vnd={demand.amountVnd} />
              <MoneyCell vnd={demand.acceptedUnpaidVnd} />
              <td>{demand.reason ?? <span class="muted">Tệp không ghi</span>}</td>
              <td>
                <EvidenceLink evidence={demand.evidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

function EvidenceLink({ evidence }: Pick<PlanEntryView, 'evidence'>) {
  return (
    <a class="evidence" href={rowHref(evidence.importId, evidence.sheet, Number(/\d+$/.exec(evidence.cell)?.[0] ?? 1))}>
      <code>
        {evidence.file}!{evidence.sheet}!{evidence.cell}
      </code>
    </a>
  );
}

/** Every disbursement figure in the books, source by source. */
export function Snapshots({ snapshots }: { readonly snapshots: readonly SnapshotView[] }) {
  if (snapshots.length === 0) return null;
  return (
    <section class="card">
      <details>
        <summary>Tất cả {countText(snapshots.length)} số giải ngân đã ghi sổ, từng nguồn vốn</summary>
        <p class="unit">Đơn vị tính: triệu đồng</p>
        <Sheet label="Các số giải ngân lũy kế của dự án">
          <thead>
            <tr>
              <th scope="col">Đến ngày</th>
              <th scope="col">Nguồn vốn</th>
              <th scope="col">Loại kế hoạch</th>
              <th scope="col">Nguồn số liệu</th>
              <NumberHead>Lũy kế</NumberHead>
              <NumberHead>Trong đó tạm ứng</NumberHead>
              <NumberHead>Khối lượng hoàn thành</NumberHead>
              <th scope="col">Căn cứ (tệp!trang tính!ô)</th>
            </tr>
          </thead>
          <tbody>
            {snapshots.map((snapshot) => (
              <tr>
                <th scope="row" class="nowrap">
                  {dayText(snapshot.asOf)}
                </th>
                <td>{fundingSourceName(snapshot.source)}</td>
                <td class="nowrap">{PLAN_KIND_NAMES[snapshot.planKind]}</td>
                <td class="nowrap">{ORIGIN_NAMES[snapshot.origin]}</td>
                <MoneyCell vnd={snapshot.amountVnd} />
                <MoneyCell vnd={snapshot.advanceVnd} />
                <MoneyCell vnd={snapshot.completedVolumeVnd} />
                <td>
                  <EvidenceLink evidence={snapshot.evidence} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </details>
    </section>
  );
}
