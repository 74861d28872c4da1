import { formatVnd } from '../../domain/money.js';
import type { ExplanationView } from '../../review-rounds/explanations.types.js';
import { dayText, instantText } from './format.js';
import { ANSWER_TEXTS, RESPONSIBILITY_TEXTS } from './round-words.js';

/** An answer of an investor in one line. */
export function ExplainedText({ explanation }: { readonly explanation: ExplanationView }) {
  const { answer, day, amountVnd, bySource, reason, responsibility, text } = explanation;
  const parts = [
    day === null ? null : `đến ngày ${dayText(day)}`,
    amountVnd === null ? null : `${formatVnd(amountVnd)} đồng`,
    bySource === null ? null : bySource.map((part) => `${part.source} ${formatVnd(part.amountVnd)} đồng`).join(', '),
    reason,
    responsibility === null ? null : RESPONSIBILITY_TEXTS[responsibility].toLowerCase(),
    text,
  ].filter((part) => part !== null);
  return (
    <>
      {ANSWER_TEXTS[answer]}: {parts.join('; ')} ({instantText(explanation.recordedAt)})
    </>
  );
}
