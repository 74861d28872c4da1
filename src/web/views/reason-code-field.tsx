import type { ReasonCode } from '../../domain/reason-codes.js';
import { describedBy, Field, Select, type FieldError } from './components.js';

interface ReasonCodeFieldProps {
  readonly value: string;
  readonly reasons: readonly Pick<ReasonCode, 'code' | 'name'>[];
  readonly errors: readonly FieldError[];
  /** stands for no reason */
  readonly blank?: string;
  readonly hint?: string;
}

/** A reason of the catalogue. */
export function ReasonCodeField({ value, reasons, errors, blank = 'Chọn một lý do', hint }: ReasonCodeFieldProps) {
  return (
    <Field id="reasonCode" label="Lý do" hint={hint} errors={errors}>
      <Select
        id="reasonCode"
        name="reasonCode"
        value={value}
        options={[{ value: '', name: blank }, ...reasons.map(({ code, name }) => ({ value: code, name }))]}
        describedBy={describedBy('reasonCode', hint !== undefined, errors)}
      />
    </Field>
  );
}
