import { Column, type ColumnOptions, type ValueTransformer } from 'typeorm';

/** pg hands a bigint over as text; money is a bigint everywhere. */
const vnd: ValueTransformer = {
  to: (value: bigint | null | undefined) => value?.toString() ?? value,
  from: (value: string | null) => (value === null ? null : BigInt(value)),
};

/** Integer đồng. */
export function VndColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: vnd, ...options });
}

/** Text that may be missing. */
export function OptionalText(): PropertyDecorator {
  return Column({ type: 'text', nullable: true });
}

/** An instant (`timestamptz`). */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamp with time zone', ...options });
}

/** A calendar day, `YYYY-MM-DD`. */
export function DayColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'date', ...options });
}
