import { PLAN_NATURES } from '../domain/words.js';
import type { StatedDecision } from '../workbook/understanding/stated-decision.js';
import { typedDay } from './typed.js';
import type { FieldError } from './views/components.js';
import { dayText } from './views/format.js';

/** What a person states of the decision, as typed. */
export interface DecisionForm {
  readonly decisionNumber: string;
  readonly decidedOn: string;
  readonly decisionAuthority: string;
  readonly nature: string;
}

export const EMPTY_DECISION: DecisionForm = { decisionNumber: '', decidedOn: '', decisionAuthority: '', nature: '' };

/** The form as the import stands. */
export function filledDecision(stated: StatedDecision): DecisionForm {
  const { decisionNumber, decidedOn = null, decisionAuthority, nature } = stated;
  return {
    decisionNumber: decisionNumber ?? '',
    decidedOn: decidedOn === null ? '' : dayText(decidedOn),
    decisionAuthority: decisionAuthority ?? '',
    nature: nature ?? '',
  };
}

export function typedDecision(text: (name: string) => string): DecisionForm {
  return {
    ...{ decisionNumber: text('decisionNumber'), decidedOn: text('decidedOn') },
    ...{ decisionAuthority: text('decisionAuthority'), nature: text('nature') },
  };
}

/** The parts of the decision, null where nothing is typed, with what is wrong with them. */
export function readDecision(form: DecisionForm): { decision: StatedDecision; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const decidedOn = typedDay(form.decidedOn);
  if (form.decidedOn !== '' && decidedOn === null) {
    const message = `“${form.decidedOn}” không phải là ngày. Ghi ngày/tháng/năm của quyết định, ví dụ 15/5/2025.`;
    errors.push({ field: 'decidedOn', message });
  }
  const nature = PLAN_NATURES.find((known) => known === form.nature) ?? null;
  if (form.nature !== '' && nature === null) {
    errors.push({ field: 'nature', message: `Không có nội dung “${form.nature}”. Chọn một nội dung trong danh sách.` });
  }
  const orNull = (text: string): string | null => (text === '' ? null : text);
  const decision = {
    ...{ decisionNumber: orNull(form.decisionNumber), decidedOn },
    ...{ decisionAuthority: orNull(form.decisionAuthority), nature },
  };
  return { decision, errors };
}
