import { nameKey } from '../domain/vietnamese-text.js';
import type { FindingView } from '../review-rounds/review-rounds.types.js';
import { textOf, type Query } from './query.js';
import type { FieldError } from './views/components.js';
import type { DonorForm } from './views/round-donors-page.js';

/** The form that adds a donor by hand, with what is missing. */
export function readDonorForm(body: Query): { readonly form: DonorForm; readonly errors: readonly FieldError[] } {
  const form: DonorForm = {
    project: textOf(body, 'project') ?? '',
    reasonCode: textOf(body, 'reasonCode') ?? '',
    ground: textOf(body, 'ground') ?? '',
  };
  const errors: FieldError[] = [];
  if (form.project === '') errors.push({ field: 'project', message: 'Chưa ghi dự án. Ghi mã dự án hoặc tên đầy đủ.' });
  if (form.reasonCode === '') errors.push({ field: 'reasonCode', message: 'Chưa chọn lý do. Chọn một lý do.' });
  if (form.ground === '') {
    errors.push({ field: 'ground', message: 'Chưa ghi căn cứ. Ghi số, ngày văn bản hoặc điều đã biết.' });
  }
  return { form, errors };
}

/** The one project of a round that a code or a full name means; else what is wrong with it. */
export function projectMeant(
  text: string,
  findings: readonly FindingView[],
): { readonly finding: FindingView } | { readonly error: FieldError } {
  const found = findings.filter(({ code, name }) => code === text || nameKey(name) === nameKey(text));
  const [only] = found;
  if (only !== undefined && found.length === 1) return { finding: only };
  const message =
    only === undefined
      ? `Đợt này không có dự án “${text}”. Ghi đúng mã dự án hoặc tên đầy đủ.`
      : `Có ${found.length} dự án tên “${text}”. Ghi mã dự án.`;
  return { error: { field: 'project', message } };
}
