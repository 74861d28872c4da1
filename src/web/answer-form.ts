import { ANSWER_KINDS, type Answer, type AnswerKind } from '../domain/explanation.js';
import { toVietnameseDate } from '../domain/local-date.js';
import type { SourceShare } from '../domain/judgement.js';
import { RESPONSIBILITIES, type Responsibility } from '../domain/reason-codes.js';
import type { ExplanationView } from '../review-rounds/explanations.types.js';
import { textOf, type Query } from './query.js';
import { typedDay, typedVnd } from './typed.js';
import { amountField } from './verdict-form.js';
import type { FieldError } from './views/components.js';

/** What an investor answers for one project, as typed by an officer. */
export interface AnswerForm {
  readonly answer: AnswerKind | '';
  readonly day: string;
  readonly promised: string;
  /** đồng as typed, by source */
  readonly amounts: Readonly<Record<string, string>>;
  readonly reasonCode: string;
  readonly responsibility: Responsibility | '';
  readonly text: string;
}

/** The form as it stands: the answer that counts, or nothing chosen. */
export function answerFormOf(current: ExplanationView | null): AnswerForm {
  return {
    answer: current?.answer ?? '',
    day: current === null || current.day === null ? '' : toVietnameseDate(current.day),
    promised: current?.amountVnd?.toString() ?? '',
    amounts: Object.fromEntries((current?.bySource ?? []).map((part) => [part.source, part.amountVnd.toString()])),
    reasonCode: current?.reasonCode ?? '',
    responsibility: current?.responsibility ?? '',
    text: current?.text ?? '',
  };
}

/** Only what belongs to the chosen answer is read; the rest of the form is left as typed. */
export function readAnswerForm(
  body: Query,
  shares: readonly SourceShare[],
): { readonly form: AnswerForm; readonly answer: Answer | null; readonly errors: readonly FieldError[] } {
  const form: AnswerForm = {
    answer: ANSWER_KINDS.find((kind) => kind === textOf(body, 'answer')) ?? '',
    day: textOf(body, 'day') ?? '',
    promised: textOf(body, 'promised') ?? '',
    amounts: Object.fromEntries(shares.map(({ source }) => [source, textOf(body, amountField(source)) ?? ''])),
    reasonCode: textOf(body, 'reasonCode') ?? '',
    responsibility: RESPONSIBILITIES.find((kind) => kind === textOf(body, 'responsibility')) ?? '',
    text: textOf(body, 'text') ?? '',
  };
  const errors: FieldError[] = [];
  const answer = answerOf(form, errors);
  return { form, answer: errors.length > 0 ? null : answer, errors };
}

function answerOf(form: AnswerForm, errors: FieldError[]): Answer | null {
  switch (form.answer) {
    case 'willDisburseBy':
      return promiseOf(form, errors);
    case 'giveBack':
      return { answer: 'giveBack', bySource: givenBack(form, errors) };
    case 'explain':
      return explanationOf(form, errors);
    case '':
      errors.push({ field: 'answer', message: 'Chưa chọn trả lời. Chọn một trong ba cách trả lời.' });
      return null;
  }
}

function promiseOf({ day: dayText, promised }: AnswerForm, errors: FieldError[]): Answer | null {
  const day = typedDay(dayText);
  const amountVnd = typedVnd(promised);
  if (day === null) {
    const message = `“${dayText}” không phải là ngày. Ghi ngày sẽ giải ngân xong, ví dụ 31/12/2025.`;
    errors.push({ field: 'day', message });
  }
  if (amountVnd === null) {
    const message = `“${promised}” không phải là số đồng. Ghi số đồng nguyên, ví dụ 1.500.000.000.`;
    errors.push({ field: 'promised', message });
  }
  return day === null || amountVnd === null ? null : { answer: 'willDisburseBy', day, amountVnd };
}

function givenBack({ amounts }: AnswerForm, errors: FieldError[]) {
  return Object.entries(amounts).flatMap(([source, text]) => {
    if (text === '') return [];
    const amountVnd = typedVnd(text);
    if (amountVnd !== null) return [{ source, amountVnd }];
    const message = `“${text}” không phải là số đồng. Ghi số đồng nguyên của nguồn ${source}, ví dụ 1.500.000.000.`;
    errors.push({ field: amountField(source), message });
    return [];
  });
}

function explanationOf({ reasonCode, responsibility, text }: AnswerForm, errors: FieldError[]): Answer | null {
  if (reasonCode === '') errors.push({ field: 'reasonCode', message: 'Chưa chọn lý do. Chọn một lý do.' });
  if (responsibility === '') {
    errors.push({ field: 'responsibility', message: 'Chưa chọn khách quan hay chủ quan. Chọn một.' });
  }
  if (text === '') errors.push({ field: 'text', message: 'Chưa ghi giải trình cụ thể. Ghi như văn bản của đơn vị.' });
  return responsibility === '' ? null : { answer: 'explain', reasonCode, responsibility, text };
}
