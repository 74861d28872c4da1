import { isPartOf, UNTOLD_SOURCE } from '../../domain/funding-sources.js';
import type { FundingSourceCode } from '../../domain/words.js';
import type { Amount, AmountField, AmountKey, Line } from './reading.js';

/** Money of a line in one source, with its cell. */
export interface SourceAmount {
  readonly source: FundingSourceCode;
  readonly vnd: bigint;
  readonly cell: string;
}

/**
 * The amounts of one field by source, adding up to the row's total where it prints one: what the source columns leave over goes
 * to the row's own source. Where they state more than the total, the total decides and the split is left out (the table's own
 * check has warned). A group's column (NSĐP beside XSKT and SDĐ) is the total of its parts by the same rule.
 */
export function amountsBySource(line: Line, field: AmountField): readonly SourceAmount[] {
  const columns: SourceAmount[] = [];
  for (const [key, amount] of line.amounts) {
    const source = sourceOf(key, field);
    if (source !== null) columns.push(toSourceAmount(source, amount));
  }
  const isInside = (amount: SourceAmount): boolean => columns.some((other) => isPartOf(amount.source, other.source));
  const parts = columns
    .filter((amount) => !isInside(amount))
    .flatMap((amount) =>
      splitOf(
        amount,
        columns.filter((other) => isPartOf(other.source, amount.source)),
      ),
    );
  const total = line.amounts.get(field);
  return total === undefined ? parts : splitOf(toSourceAmount(line.context.source ?? UNTOLD_SOURCE, total), parts);
}

/** The parts of a total and what they leave over, or the total alone where they state more. */
function splitOf(total: SourceAmount, parts: readonly SourceAmount[]): readonly SourceAmount[] {
  const rest = total.vnd - parts.reduce((sum, part) => sum + part.vnd, 0n);
  if (parts.length === 0 || rest < 0n) return [total];
  return rest === 0n ? parts : [...parts, { ...total, vnd: rest }];
}

function sourceOf(key: AmountKey, field: AmountField): FundingSourceCode | null {
  return key.startsWith(`${field}@`) ? key.slice(field.length + 1) : null;
}

function toSourceAmount(source: FundingSourceCode, amount: Amount): SourceAmount {
  return { source, vnd: amount.vnd, cell: amount.cell };
}

/** Whether a line states a field, of whatever source. */
export function hasAmount(line: Line, field: AmountField): boolean {
  for (const key of line.amounts.keys()) if (key === field || key.startsWith(`${field}@`)) return true;
  return false;
}
