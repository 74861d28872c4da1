import type { Succession } from '../../investors/investors.types.js';
import type { SuccessionForm } from '../succession-form.js';
import { Sheet, Tag, TextField, type FieldError } from './components.js';
import { dayText, instantText } from './format.js';

interface LinksProps {
  readonly label: string;
  readonly links: readonly Succession[];
  /** page to come back to */
  readonly back: string;
}

/** Links of succession with who recorded them, and a form to end each that is in force. */
export function SuccessionLinks({ label, links, back }: LinksProps) {
  return (
    <Sheet label={label} low>
      <thead>
        <tr>
          <th scope="col">Từ ngày</th>
          <th scope="col">Tên cũ</th>
          <th scope="col">Kế thừa</th>
          <th scope="col">Căn cứ</th>
          <th scope="col">Ghi lúc</th>
          <th scope="col">Thu hồi</th>
        </tr>
      </thead>
      <tbody>
        {links.map((link) => (
          <tr>
            <th scope="row" class="nowrap">
              {dayText(link.effectiveOn)}
            </th>
            <td>{link.from}</td>
            <td>{link.to}</td>
            <td>{link.decision ?? <span class="muted">Không ghi</span>}</td>
            <td class="nowrap">{link.shipped ? <Tag tone="plain">có sẵn</Tag> : instantText(link.recordedAt)}</td>
            <td>
              <Ending link={link} back={back} />
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Ending({ link, back }: { readonly link: Succession; readonly back: string }) {
  const { id, from, to, retractedAt, retractionReason } = link;
  if (retractedAt !== null) {
    return <>{`Đã thu hồi ${instantText(retractedAt)}${retractionReason === null ? '' : `: ${retractionReason}`}`}</>;
  }
  return (
    <form method="post" action={`/ke-thua/${id}/thu-hoi`}>
      <input type="hidden" name="back" value={back} />
      <TextField id={`thu-hoi-${id}`} name="reason" label="Lý do" maxLength={1000} autocomplete="off" />
      <button class="danger" type="submit" aria-label={`Thu hồi liên kết ${from} sang ${to}`}>
        Thu hồi
      </button>
    </form>
  );
}

interface FormProps {
  readonly action: string;
  readonly form: SuccessionForm;
  /** the old name is typed too; false where the page is about it */
  readonly withFrom: boolean;
  readonly errors: readonly FieldError[];
}

/** Adds a link. */
export function NewSuccessionForm({ action, form, withFrom, errors }: FormProps) {
  const input = (id: keyof SuccessionForm, label: string, hint?: string) => (
    <TextField id={id} label={label} hint={hint} errors={errors} autocomplete="off" maxLength={300} value={form[id]} />
  );
  return (
    <form class="stack" method="post" action={action} novalidate>
      {withFrom ? input('from', 'Tên cũ') : null}
      {input('to', 'Tên kế thừa', 'ghi đúng như trong văn bản')}
      {input('effectiveOn', 'Từ ngày', 'ngày/tháng/năm, ví dụ 1/7/2025')}
      {input('decision', 'Căn cứ', 'số, ngày văn bản; có thể để trống')}
      <button type="submit">Ghi liên kết</button>
    </form>
  );
}
