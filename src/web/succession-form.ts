import type { NewSuccession } from '../investors/investors.types.js';
import { textOf, type Query } from './query.js';
import { typedDay } from './typed.js';
import type { FieldError } from './views/components.js';

/** A link of succession as typed; texts are kept for the form where something is wrong. */
export interface SuccessionForm {
  /** empty where the page is about the unit itself */
  readonly from: string;
  readonly to: string;
  readonly effectiveOn: string;
  readonly decision: string;
}

export const EMPTY_SUCCESSION: SuccessionForm = { from: '', to: '', effectiveOn: '', decision: '' };

/** The form with what is wrong with it; `link` is meant only where nothing is. */
export function readSuccession(body: Query): {
  form: SuccessionForm;
  link: NewSuccession;
  errors: readonly FieldError[];
} {
  const form = {
    ...{ from: textOf(body, 'from') ?? '', to: textOf(body, 'to') ?? '' },
    ...{ effectiveOn: textOf(body, 'effectiveOn') ?? '', decision: textOf(body, 'decision') ?? '' },
  };
  const effectiveOn = typedDay(form.effectiveOn);
  const errors: FieldError[] = [];
  if (body['from'] !== undefined && form.from === '') errors.push({ field: 'from', message: 'Chưa ghi tên cũ.' });
  if (form.to === '') errors.push({ field: 'to', message: 'Chưa ghi tên kế thừa.' });
  if (effectiveOn === null) {
    const typed = form.effectiveOn === '' ? 'Chưa ghi' : `“${form.effectiveOn}” không phải là`;
    errors.push({ field: 'effectiveOn', message: `${typed} ngày bắt đầu. Ghi dạng ngày/tháng/năm, ví dụ 1/7/2025.` });
  }
  const decision = form.decision === '' ? null : form.decision;
  return { form, link: { to: form.to, effectiveOn: effectiveOn ?? '', decision, by: null }, errors };
}
