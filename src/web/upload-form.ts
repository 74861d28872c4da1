import { IMPORT_KINDS, type ImportKind, type Upload } from '../imports/imports.types.js';
import { ORIGINS, type Origin } from '../domain/words.js';
import { EMPTY_DECISION, readDecision, typedDecision } from './decision-form.js';
import { typedDay, typedVnd, typedYear } from './typed.js';
import type { FieldError } from './views/components.js';
import type { UploadForm } from './views/imports-page.js';

/** A file as the browser sent it. */
export interface SentFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export const EMPTY_UPLOAD_FORM: UploadForm = {
  ...{ planYear: '', kind: '', asOf: '', origin: '', controlTotalVnd: '' },
  ...EMPTY_DECISION,
};

/** The upload form as typed, from the fields that the browser sent. */
export function uploadFormOf(fields: ReadonlyMap<string, string>): UploadForm {
  const text = (name: string): string => (fields.get(name) ?? '').normalize('NFC').trim();
  return {
    planYear: text('planYear'),
    kind: text('kind'),
    asOf: text('asOf'),
    origin: text('origin'),
    controlTotalVnd: text('controlTotalVnd'),
    ...typedDecision(text),
  };
}

/** The upload that the form asks for, or what is wrong with it, field by field. */
export function readUploadForm(form: UploadForm, sent: SentFile | null): Upload | readonly FieldError[] {
  const errors = formErrors(form, sent);
  const planYear = typedYear(form.planYear);
  if (errors.length > 0 || sent === null || planYear === null) return errors;
  return {
    ...sent,
    planYear,
    kind: kindOf(form.kind),
    asOf: typedDay(form.asOf),
    origin: originOf(form.origin),
    controlTotalVnd: typedVnd(form.controlTotalVnd),
    ...readDecision(form).decision,
  };
}

function formErrors(form: UploadForm, sent: SentFile | null): FieldError[] {
  const errors: FieldError[] = [];
  const complain = (field: string, message: string): void => void errors.push({ field, message });
  if (sent === null) complain('file', 'Chưa chọn tệp. Chọn tệp Excel (.xlsx) cần nạp.');
  if (typedYear(form.planYear) === null) {
    complain(
      'planYear',
      form.planYear === ''
        ? 'Chưa ghi năm kế hoạch. Ghi bốn chữ số, ví dụ 2025.'
        : `Năm kế hoạch “${form.planYear}” không phải là năm. Ghi bốn chữ số, ví dụ 2025.`,
    );
  }
  if (form.kind !== '' && kindOf(form.kind) === null) {
    complain('kind', `Không có loại bảng “${form.kind}”. Chọn một loại trong danh sách.`);
  }
  if (form.asOf !== '' && typedDay(form.asOf) === null) {
    complain('asOf', `“${form.asOf}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 30/6/2025.`);
  }
  if (form.origin !== '' && originOf(form.origin) === null) {
    complain('origin', `Không có nguồn số liệu “${form.origin}”. Chọn một nguồn trong danh sách.`);
  }
  if (form.controlTotalVnd !== '' && typedVnd(form.controlTotalVnd) === null) {
    complain(
      'controlTotalVnd',
      `“${form.controlTotalVnd}” không phải là số đồng. Ghi đủ từng đồng, ví dụ 3.254.118.000.000.`,
    );
  }
  return [...errors, ...readDecision(form).errors];
}

function kindOf(text: string): ImportKind | null {
  return IMPORT_KINDS.find((kind) => kind === text) ?? null;
}

function originOf(text: string): Origin | null {
  return ORIGINS.find((origin) => origin === text) ?? null;
}
