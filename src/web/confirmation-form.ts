import type { Statement } from '../imports/decisions.types.js';
import type { ImportDetail } from '../imports/imports.types.js';
import type { ReportScope } from '../domain/report-scope.js';
import { formatVnd } from '../domain/money.js';
import { ORIGINS } from '../domain/words.js';
import { filledDecision, readDecision, typedDecision } from './decision-form.js';
import { textOf, type Query } from './query.js';
import { typedDay, typedVnd } from './typed.js';
import type { FieldError } from './views/components.js';
import { dayText } from './views/format.js';
import type { ConfirmationForm } from './views/import-confirmation-page.js';

/** The form as the import stands. */
export function filledConfirmation({
  asOf,
  origin,
  scope,
  controlTotalVnd,
  controlLines,
  decision,
}: ImportDetail): ConfirmationForm {
  return {
    ...filledDecision(decision),
    asOf: asOf === null ? '' : dayText(asOf),
    origin: origin ?? '',
    scope: scope?.kind ?? '',
    sources: scope?.kind === 'sources' ? scope.sources : [],
    investor: scope?.kind === 'investor' ? scope.investor : '',
    controlTotalVnd: controlTotalVnd === null ? '' : formatVnd(controlTotalVnd),
    controlLines: controlLines === null ? '' : String(controlLines),
  };
}

export function typedConfirmation(body: Query): ConfirmationForm {
  const sources = body['sources'];
  return {
    asOf: textOf(body, 'asOf') ?? '',
    origin: textOf(body, 'origin') ?? '',
    scope: textOf(body, 'scope') ?? '',
    sources: Array.isArray(sources) ? sources.map(String) : typeof sources === 'string' ? [sources] : [],
    investor: textOf(body, 'investor') ?? '',
    controlTotalVnd: textOf(body, 'controlTotalVnd') ?? '',
    controlLines: textOf(body, 'controlLines') ?? '',
    ...typedDecision((name) => textOf(body, name) ?? ''),
  };
}

/** What the form confirms, or what is wrong with it, field by field. */
export function readConfirmation(form: ConfirmationForm): Statement | readonly FieldError[] {
  const errors: FieldError[] = [];
  const asOf = typedDay(form.asOf);
  if (form.asOf !== '' && asOf === null) {
    errors.push({ field: 'asOf', message: `“${form.asOf}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 30/6/2025.` });
  }
  const controlTotalVnd = form.controlTotalVnd === '' ? null : typedVnd(form.controlTotalVnd);
  if (form.controlTotalVnd !== '' && controlTotalVnd === null) {
    const message = `“${form.controlTotalVnd}” không phải là số đồng. Ghi đủ từng đồng, ví dụ 3.254.118.000.000.`;
    errors.push({ field: 'controlTotalVnd', message });
  }
  const controlLines = /^\d{1,7}$/.test(form.controlLines) ? Number(form.controlLines) : null;
  if (form.controlLines !== '' && controlLines === null) {
    errors.push({ field: 'controlLines', message: `“${form.controlLines}” không phải là số dòng. Ghi một số nguyên.` });
  }
  const scope = scopeOf(form);
  if (form.scope === 'sources' && form.sources.length === 0) {
    errors.push({ field: 'scope', message: 'Chưa chọn nguồn vốn nào. Đánh dấu các nguồn vốn mà báo cáo đầy đủ.' });
  }
  if (form.scope === 'investor' && form.investor === '') {
    errors.push({ field: 'investor', message: 'Chưa ghi chủ đầu tư. Ghi tên chủ đầu tư mà báo cáo đầy đủ.' });
  }
  const { decision, errors: ofDecision } = readDecision(form);
  errors.push(...ofDecision);
  if (errors.length > 0) return errors;
  const origin = ORIGINS.find((known) => known === form.origin) ?? null;
  return { asOf, origin, scope, controlTotalVnd, controlLines, ...decision };
}

function scopeOf({ scope, sources, investor }: ConfirmationForm): ReportScope | null {
  if (scope === 'all') return { kind: 'all' };
  if (scope === 'sources') return { kind: 'sources', sources };
  return scope === 'investor' ? { kind: 'investor', investor } : null;
}
