import type { Confirmation } from '../matching/matching.types.js';
import { textOf, type Query } from './query.js';
import type { FieldError } from './views/components.js';

/** Values of the choice beside the ids of suggested projects. */
export const NEW_PROJECT = 'tao-moi';
export const OTHER_PROJECT = 'ma-khac';

/** What a person chose for a waiting name; `code` of the project where it is not among the suggestions. */
export interface ConfirmationForm {
  readonly said: Pick<Confirmation, 'name' | 'code' | 'investor'>;
  readonly choice: string;
  readonly code: string | null;
}

/** The form of one waiting name, with what is wrong with it. */
export function readConfirmation(body: Query): { form: ConfirmationForm; errors: readonly FieldError[] } {
  const said = {
    name: textOf(body, 'name') ?? '',
    code: textOf(body, 'lineCode'),
    investor: textOf(body, 'investor'),
  };
  const choice = textOf(body, 'choice') ?? '';
  const code = textOf(body, 'code');
  const errors: FieldError[] = [];
  if (choice === '') errors.push({ field: null, message: `Chưa chọn dự án cho dòng “${said.name}”.` });
  if (choice === OTHER_PROJECT && (code === null || !/^\d{7}(\.\d+)?$/.test(code))) {
    errors.push({ field: null, message: `Ghi mã dự án 7 chữ số cho dòng “${said.name}”.` });
  }
  return { form: { said, choice, code }, errors };
}

/** A reason of at least three letters, or the sentence that asks for it. */
export function readReason(body: Query): { reason: string; errors: readonly FieldError[] } {
  const reason = textOf(body, 'reason') ?? '';
  return { reason, errors: reason.length >= 3 ? [] : [{ field: null, message: 'Ghi lý do, ít nhất 3 chữ cái.' }] };
}
