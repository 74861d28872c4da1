import { formatVnd } from '../../domain/money.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { WORKING_STATES } from '../../review-rounds/round-states.js';
import { Tag } from './components.js';
import { countText, instantText } from './format.js';
import { ROUND_STATE_TEXTS } from './round-words.js';

/** Where a round stands and what can be done next; of an issued one its number and the hashes of its papers. */
export function RoundLife({ round }: { readonly round: ReviewRoundView }) {
  const { name, tone } = ROUND_STATE_TEXTS[round.state];
  const path = `/dot-ra-soat/${round.id}`;
  const canIssue = WORKING_STATES.includes(round.state) || round.state === 'decided';
  return (
    <section class={round.issue === null ? 'notice' : 'notice ok'} aria-label="Tình trạng của đợt">
      <p>
        <Tag tone={tone}>{name}</Tag>{' '}
        {round.state === 'draft' ? null : <a href={`${path}/giai-trinh`}>Giải trình của chủ đầu tư</a>}
        {canIssue ? (
          <>
            {' · '}
            <a href={`${path}/ban-hanh`}>Ban hành danh sách…</a>
          </>
        ) : null}
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
