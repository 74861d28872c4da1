import { formatVnd } from '../../domain/money.js';
import type {
  CodeOnTwoNames,
  Decision,
  DecisionKind,
  Desk,
  TwoRecordsOnOneName,
  WaitingName,
} from '../../matching/matching.types.js';
import { NEW_PROJECT, OTHER_PROJECT } from '../matching-form.js';
import {
  ErrorSummary,
  Evidence,
  Field,
  Select,
  Sheet,
  Tag,
  TextField,
  Title,
  type FieldError,
  type Option,
} from './components.js';
import { countText, dayText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { TABLE_KIND_NAMES } from './words.js';

export interface MatchingView {
  readonly desk: Desk;
  readonly decisions: readonly Decision[];
  readonly errors: readonly FieldError[];
}

/** Names that one page draws; the rest follows when these are settled. */
const SHOWN = 50;

export function matchingPage(site: Site, { desk, decisions, errors }: MatchingView): string {
  const { waiting, codesOnTwoNames, twoRecordsOnOneName } = desk;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Khớp dự án' : 'Khớp dự án'} section="matching">
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Khớp dự án"
          lead="Dòng có tiền chưa rõ thuộc dự án nào. Xác nhận một lần, các tệp sau cùng tên được khớp như vậy; hủy được, lịch sử giữ cả hai."
        />
        <h2>{waiting.length === 0 ? 'Không còn dòng nào chờ khớp' : `${countText(waiting.length)} tên chờ khớp`}</h2>
        {waiting.slice(0, SHOWN).map((item, index) => (
          <Waiting item={item} id={`cho-${index + 1}`} />
        ))}
        {waiting.length > SHOWN ? (
          <p class="muted">Còn {countText(waiting.length - SHOWN)} tên nữa, số tiền nhỏ hơn; hiện dần khi khớp xong.</p>
        ) : null}
        {twoRecordsOnOneName.slice(0, SHOWN).map((item, index) => (
          <TwoRecords item={item} id={`trung-ten-${index + 1}`} />
        ))}
        {codesOnTwoNames.slice(0, SHOWN).map((item, index) => (
          <TwoNames item={item} id={`trung-ma-${index + 1}`} />
        ))}
        <IdentityDecisions heading="Đã quyết định" decisions={decisions} />
      </div>
    </Page>,
  );
}

function Waiting({ item, id }: { readonly item: WaitingName; readonly id: string }) {
  const said = [item.code === null ? 'không có mã' : `mã ${item.code}`, item.investor ?? 'không ghi chủ đầu tư'];
  return (
    <section class="card" aria-labelledby={id}>
      <h3 id={id}>{item.name}</h3>
      <p>
        {formatVnd(item.amountVnd)} đồng; {said.join(', ')}{' '}
        {item.state === 'ambiguous' ? <Tag tone="warn">Nhiều dự án cùng tên</Tag> : null}
      </p>
      <ul>
        {item.imports.map((source) => (
          <li>
            <a href={`/nhap-lieu/${source.importId}`}>{source.file}</a> ({TABLE_KIND_NAMES[source.kind].toLowerCase()}
            {source.asOf === null ? '' : ` đến ${dayText(source.asOf)}`}
            {source.state === 'committed' ? ', đã ghi sổ' : ', chưa ghi sổ'}): {formatVnd(source.amountVnd)} đồng{' '}
            <Evidence cells={source.places.map(({ sheet, cell }) => `${sheet}!${cell}`)} />
          </li>
        ))}
      </ul>
      <form class="stack" method="post" action="/khop-du-an/xac-nhan">
        <input type="hidden" name="name" value={item.name} />
        {item.code === null ? null : <input type="hidden" name="lineCode" value={item.code} />}
        {item.investor === null ? null : <input type="hidden" name="investor" value={item.investor} />}
        <div class="filters">
          <Field id={`${id}-du-an`} label="Dòng này là dự án" wide>
            <Select id={`${id}-du-an`} name="choice" value="" options={choicesFor(item)} />
          </Field>
          <TextField id={`${id}-ma`} name="code" label="Mã dự án khác" inputMode="numeric" autocomplete="off" />
        </div>
        <button type="submit">Xác nhận</button>
      </form>
    </section>
  );
}

function choicesFor(item: WaitingName): Option[] {
  const suggested = item.suggestions.map(({ projectId, code, name, score, reason }) => ({
    value: projectId,
    name: `${code ?? 'chưa có mã'} – ${name} (${score}/100: ${reason})`,
  }));
  const made = item.mayCreate ? [{ value: NEW_PROJECT, name: 'Tạo dự án mới từ dòng này' }] : [];
  return [
    { value: '', name: 'Chọn dự án' },
    ...suggested,
    { value: OTHER_PROJECT, name: 'Dự án khác, ghi mã bên cạnh' },
    ...made,
  ];
}

function Reason({ id }: { readonly id: string }) {
  return <TextField id={id} name="reason" label="Lý do" required minLength={3} maxLength={1000} autocomplete="off" />;
}

function TwoRecords({ item, id }: { readonly item: TwoRecordsOnOneName; readonly id: string }) {
  const options = item.records.map(({ projectId, code, investor }) => ({
    value: projectId,
    name: `${code ?? 'chưa có mã'}, ${investor ?? 'chưa rõ chủ đầu tư'}`,
  }));
  return (
    <section class="card" aria-labelledby={id}>
      <h3 id={id}>Hai mã, một tên: {item.name}</h3>
      <form class="stack" method="post" action="/khop-du-an/gop">
        <div class="filters">
          <Field id={`${id}-tu`} label="Dự án">
            <Select id={`${id}-tu`} name="from" value={options[0]?.value ?? ''} options={options} />
          </Field>
          <Field id={`${id}-vao`} label="Gộp vào">
            <Select id={`${id}-vao`} name="into" value={options[1]?.value ?? ''} options={options} />
          </Field>
          <Reason id={`${id}-ly-do`} />
        </div>
        <div class="actions">
          <button type="submit">Gộp làm một dự án</button>
          <button type="submit" name="apart" value="1">
            Là hai dự án khác nhau
          </button>
        </div>
      </form>
    </section>
  );
}

function TwoNames({ item, id }: { readonly item: CodeOnTwoNames; readonly id: string }) {
  return (
    <section class="card" aria-labelledby={id}>
      <h3 id={id}>
        Một mã, hai tên: {item.code} – {item.name}
      </h3>
      <p>
        {countText(item.lines)} dòng cùng mã có tên “{item.otherName}” <Evidence cells={[item.place]} />
      </p>
      <form class="stack" method="post" action="/khop-du-an/tach">
        <input type="hidden" name="from" value={item.projectId} />
        <input type="hidden" name="name" value={item.otherName} />
        <div class="filters">
          <Reason id={`${id}-ly-do`} />
        </div>
        <button type="submit">Tách thành dự án riêng</button>
      </form>
      <form class="stack" method="post" action="/khop-du-an/xac-nhan">
        <input type="hidden" name="name" value={item.otherName} />
        <input type="hidden" name="lineCode" value={item.code} />
        <input type="hidden" name="choice" value={item.projectId} />
        <button type="submit">Vẫn là dự án này</button>
      </form>
    </section>
  );
}

const KIND_NAMES: Readonly<Record<DecisionKind, string>> = {
  confirmation: 'Xác nhận',
  creation: 'Tạo dự án',
  settlement: 'Khớp khi có kế hoạch',
  release: 'Trả lại chờ khớp',
  split: 'Tách',
  merge: 'Gộp',
  distinction: 'Hai dự án khác nhau',
};

interface DecisionsProps {
  readonly heading: string;
  readonly decisions: readonly Decision[];
}

/** Confirmations, merges and splits with who, when and why, each with a form to end it. */
export function IdentityDecisions({ heading, decisions }: DecisionsProps) {
  if (decisions.length === 0) return null;
  return (
    <section class="card">
      <h2>{heading}</h2>
      <Sheet label="Các quyết định khớp, gộp, tách dự án" low>
        <thead>
          <tr>
            <th scope="col">Lúc</th>
            <th scope="col">Việc</th>
            <th scope="col">Dòng</th>
            <th scope="col">Thấy tại</th>
            <th scope="col">Lý do</th>
            <th scope="col">Hủy</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <DecisionRow decision={decision} />
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

function DecisionRow({ decision }: { readonly decision: Decision }) {
  const { id, kind, recordedAt, retractedAt, name, projectId, otherProjectId, file, sheet, cell } = decision;
  return (
    <tr>
      <th scope="row" class="nowrap">
        {instantText(recordedAt)}
      </th>
      <td>
        <a href={`/du-an/${otherProjectId ?? projectId}`}>{KIND_NAMES[kind]}</a>
      </td>
      <td>{name ?? `${countText(decision.lines)} dòng`}</td>
      <td>
        {file === null || sheet === null ? (file ?? '–') : <Evidence cells={[`${file}!${sheet}!${cell ?? ''}`]} />}
      </td>
      <td>{decision.reason ?? '–'}</td>
      <td>
        {retractedAt !== null ? (
          `Đã hủy ${instantText(retractedAt)}${decision.retractionReason === null ? '' : `: ${decision.retractionReason}`}`
        ) : kind === 'release' ? (
          '–'
        ) : (
          <form method="post" action={`/khop-du-an/${id}/huy`}>
            <Reason id={`huy-${id}`} />
            <button class="danger" type="submit" aria-label={`Hủy quyết định lúc ${instantText(recordedAt)}`}>
              Hủy
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}
