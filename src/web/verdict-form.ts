import { VERDICTS, type ProposedDisposition, type SourceAmount, type Verdict } from '../domain/disposition.js';
import type { SourceShare } from '../domain/judgement.js';
import { textOf, type Query } from './query.js';
import { typedDay, typedVnd } from './typed.js';
import type { FieldError } from './views/components.js';

/** The verdict form of a row, as typed. */
export interface VerdictForm {
  readonly verdict: Verdict | '';
  /** đồng as typed, by source */
  readonly amounts: Readonly<Record<string, string>>;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly keepUntil: string;
  /** the version that the officer has seen, 0 for none */
  readonly version: number;
}

/** Name of the input for a source. */
export function amountField(source: string): string {
  return `amount-${source}`;
}

export function readVerdictForm(
  body: Query,
  shares: readonly SourceShare[],
): {
  readonly form: VerdictForm;
  readonly proposed: ProposedDisposition | null;
  readonly errors: readonly FieldError[];
} {
  const verdict = VERDICTS.find((candidate) => candidate === textOf(body, 'verdict')) ?? '';
  const form: VerdictForm = {
    verdict,
    amounts: Object.fromEntries(shares.map(({ source }) => [source, textOf(body, amountField(source)) ?? ''])),
    reasonCode: textOf(body, 'reasonCode') ?? '',
    reasonText: textOf(body, 'reasonText') ?? '',
    keepUntil: textOf(body, 'keepUntil') ?? '',
    version: Number(/^\d{1,9}$/.exec(textOf(body, 'version') ?? '')?.[0] ?? '0'),
  };
  const errors: FieldError[] = [];
  if (verdict === '') errors.push({ field: 'verdict', message: 'Chưa chọn kết luận. Chọn một kết luận.' });
  const amounts = verdict === 'recallPart' ? typedAmounts(form, errors) : null;
  const keepUntil = verdict === 'keep' ? typedDay(form.keepUntil) : null;
  if (verdict === 'keep' && keepUntil === null) {
    const message = `“${form.keepUntil}” không phải là ngày. Ghi ngày hết hạn giữ lại, ví dụ 14/11/2025.`;
    errors.push({ field: 'keepUntil', message });
  }
  if (verdict === '' || errors.length > 0) return { form, proposed: null, errors };
  const reason = { reasonCode: form.reasonCode || null, reasonText: form.reasonText || null };
  return { form, proposed: { verdict, bySource: amounts, ...reason, keepUntil }, errors };
}

function typedAmounts({ amounts }: VerdictForm, errors: FieldError[]): SourceAmount[] {
  return Object.entries(amounts).flatMap(([source, text]) => {
    if (text === '') return [];
    const amountVnd = typedVnd(text);
    if (amountVnd !== null) return [{ source, amountVnd }];
    const message = `“${text}” không phải là số đồng. Ghi số đồng nguyên của nguồn ${source}, ví dụ 1.500.000.000.`;
    errors.push({ field: amountField(source), message });
    return [];
  });
}
