import type { OpenRoundOptions } from '../review-rounds/review-rounds.types.js';
import { textOf, type Query } from './query.js';
import { typedDay, typedThreshold } from './typed.js';
import type { FieldError } from './views/components.js';
import type { RoundForm } from './views/rounds-page.js';

/** The form that opens a round, as typed, with what it asks for or what is wrong with it. */
export function readRoundForm(body: Query): {
  readonly form: RoundForm;
  readonly options: OpenRoundOptions;
  readonly errors: readonly FieldError[];
} {
  const form: RoundForm = {
    ruleCode: textOf(body, 'ruleCode') ?? '',
    asOf: textOf(body, 'asOf') ?? '',
    threshold: textOf(body, 'threshold') ?? '',
    complete: textOf(body, 'complete') !== null,
  };
  const asOf = typedDay(form.asOf);
  const thresholdBasisPoints = typedThreshold(form.threshold);
  const errors: FieldError[] = [];
  if (form.ruleCode === '')
    errors.push({ field: 'ruleCode', message: 'Chưa chọn quy tắc. Chọn một quy tắc trong danh sách.' });
  if (form.asOf !== '' && asOf === null) {
    errors.push({ field: 'asOf', message: `“${form.asOf}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 30/6/2025.` });
  }
  if (form.threshold !== '' && thresholdBasisPoints === null) {
    errors.push({
      field: 'threshold',
      message: `“${form.threshold}” không phải là ngưỡng. Ghi số phần trăm trên 0 đến 100, ví dụ 50 hoặc 62,5.`,
    });
  }
  const options = {
    complete: form.complete,
    draft: textOf(body, 'draft') !== null,
    ...(asOf === null ? {} : { asOf }),
    ...(thresholdBasisPoints === null ? {} : { thresholdBasisPoints }),
  };
  return { form, options, errors };
}
