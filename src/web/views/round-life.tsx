import { formatVnd } from '../../domain/money.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import type { RoundState } from '../../review-rounds/round-states.js';
import { Tag } from './components.js';
import { countText, instantText } from './format.js';
import { ROUND_STATE_TEXTS } from './round-words.js';

/** Where a round stands and what can be done next; of an issued one its number and the hashes of its papers. */
export function RoundLife({ round }: { readonly round: ReviewRoundView }) {
  const { name, tone } = ROUND_STATE_TEXTS[round.state];
  const path = `/dot-ra-soat/${round.id}`;
  return (
    <section class={round.issue === null ? 'notice' : 'notice ok'} aria-label="Tình trạng của đợt">
      <p>
        <Tag tone={tone}>{name}</Tag>
        {linksOf(round.state).map(([part, text]) => (
          <>
            {' · '}
            <a href={`${path}/${part}`}>{text}</a>
          </>
        ))}
      </p>
      {round.issue === null ? null : <Issued round={round} issue={round.issue} />}
      {round.supersedeReason === null ? null : (
        <p>
          Được thay thế: {round.supersedeReason}.{' '}
          {round.supersededBy === null ? null : (
            <a href={`/dot-ra-soat/${round.supersededBy}`}>Xem danh sách thay thế</a>
          )}
        </p>
      )}
    </section>
  );
}

/** What an issued list rests on and is in the books no longer; the list itself stays as it was issued. */
export function ReversedBases({ round }: { readonly round: ReviewRoundView }) {
  if (round.reversedBases.length === 0) return null;
  return (
    <section class="notice warn" aria-label="Lượt nạp làm căn cứ đã thu hồi">
      <h2>Danh sách đã ban hành dựa trên lượt nạp đã thu hồi</h2>
      <p>
        Danh sách giữ nguyên như lúc ban hành. Số liệu của lượt nạp dưới đây không còn trong sổ; xem{' '}
        <a href={`/dot-ra-soat/${round.id}/so-sanh`}>danh sách khác gì với số liệu hiện nay</a> trước khi quyết định
        thay thế.
      </p>
      <ul>
        {round.reversedBases.map(({ importId, file, approvedBy, reason, reversedAt }) => (
          <li>
            <a href={`/nhap-lieu/${importId}`}>{file}</a>: thu hồi lúc {instantText(reversedAt)}, người phê duyệt{' '}
            {approvedBy}. Lý do: {reason}.
          </li>
        ))}
      </ul>
    </section>
  );
}

type Link = readonly [part: string, text: string];

const LISTS: readonly Link[] = [
  ['giai-trinh', 'Giải trình của chủ đầu tư'],
  ['nguon-dieu-chuyen', 'Nguồn có thể điều chuyển đi'],
  ['khong-thu-hoi', 'Dự án không thu hồi'],
  ['so-sanh', 'So sánh với số liệu hiện nay'],
];

/** What can be looked at and done next; a step asks before it is taken. */
function linksOf(state: RoundState): readonly Link[] {
  switch (state) {
    case 'draft':
      return [['mo', 'Chốt số liệu, mở đợt…']];
    case 'open':
    case 'explanations':
      return [...LISTS, ['ket-luan', 'Kết luận đợt…'], ['ban-hanh', 'Ban hành danh sách…']];
    case 'decided':
      return [...LISTS, ['ban-hanh', 'Ban hành danh sách…']];
    case 'issued':
      return [...LISTS, ['thay-the', 'Thay thế danh sách…']];
    case 'superseded':
      return LISTS;
  }
}

function Issued({
  round,
  issue,
}: {
  readonly round: ReviewRoundView;
  readonly issue: NonNullable<ReviewRoundView['issue']>;
}) {
  const number = `${String(issue.number).padStart(2, '0')}/${round.rule.planYear}`;
  return (
    <>
      <h2>Danh sách số {number} đã ban hành</h2>
      <p>
        {instantText(issue.issuedAt)}
        {issue.documentNumber === null ? '' : `, kèm theo văn bản số ${issue.documentNumber}`}: thu hồi{' '}
        {countText(issue.projects)} dự án, {formatVnd(issue.recallVnd)} đồng; giữ lại {countText(issue.keptProjects)} dự
        án. Mã bản chốt số liệu <code>{issue.snapshotId}</code>.
      </p>
      <details>
        <summary>Mã băm SHA-256 của các tệp đã ban hành</summary>
        <dl class="facts">
          {issue.papers.map((paper) => (
            <>
              <dt>
                <code>{paper.file}</code>
              </dt>
              <dd>
                <code>{paper.sha256}</code>
              </dd>
            </>
          ))}
        </dl>
      </details>
    </>
  );
}
