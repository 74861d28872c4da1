import { LETTERHEAD_FIELDS, type Letterhead } from '../domain/letterhead.js';
import { textOf, type Query } from './query.js';
import type { FieldError } from './views/components.js';
import { LETTERHEAD_TEXTS } from './views/letterhead-texts.js';

/** The letterhead as typed, with what is missing. A paper without a printed name is signed by hand: the name may stay empty. */
export function readLetterheadForm(body: Query): {
  readonly form: Letterhead;
  readonly errors: readonly FieldError[];
} {
  const form = Object.fromEntries(
    LETTERHEAD_FIELDS.map((field) => [field, textOf(body, field) ?? '']),
  ) as unknown as Letterhead;
  const errors = LETTERHEAD_FIELDS.flatMap((field): FieldError[] => {
    const { label, example, longest } = LETTERHEAD_TEXTS[field];
    if (form[field] === '' && field !== 'signatoryName') {
      return [{ field, message: `Chưa ghi “${label}”. Ghi như trên văn bản, ví dụ ${example}.` }];
    }
    if (form[field].length <= longest) return [];
    return [{ field, message: `“${label}” dài ${form[field].length} ký tự. Ghi tối đa ${longest} ký tự.` }];
  });
  return { form, errors };
}

/** `18`: a day of the month, 1..31; null for anything else. */
export function typedDayOfMonth(text: string): number | null {
  const day = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return day >= 1 && day <= 31 ? day : null;
}
