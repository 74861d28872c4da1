import { WATCH_KINDS } from '../domain/watch-list.js';
import { textOf, type Query } from './query.js';
import type { FieldError } from './views/components.js';
import type { WatchForm } from './views/watch-page.js';

/** The form that adds to the watch list, with what is missing. */
export function readWatchForm(body: Query): { readonly form: WatchForm; readonly errors: readonly FieldError[] } {
  const form: WatchForm = {
    kind: WATCH_KINDS.find((kind) => kind === textOf(body, 'kind')) ?? 'name',
    value: textOf(body, 'value') ?? '',
    label: textOf(body, 'label') ?? '',
    reason: textOf(body, 'reason') ?? '',
  };
  const errors: FieldError[] = [];
  if (form.value === '') {
    errors.push({ field: 'value', message: 'Chưa ghi theo dõi gì. Ghi tên, mã dự án hoặc mã nguồn vốn.' });
  }
  if (form.label === '') errors.push({ field: 'label', message: 'Chưa ghi tên hiển thị. Ghi tên ngắn của mục.' });
  if (form.reason === '') errors.push({ field: 'reason', message: 'Chưa ghi vì sao theo dõi. Ghi số, ngày văn bản.' });
  return { form, errors };
}
