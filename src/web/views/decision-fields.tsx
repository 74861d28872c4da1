import { PLAN_NATURES } from '../../domain/words.js';
import type { DecisionForm } from '../decision-form.js';
import { describedBy, Field, Select, TextField, type FieldError } from './components.js';
import { PLAN_NATURE_NAMES } from './words.js';

interface Props {
  readonly form: DecisionForm;
  readonly errors: readonly FieldError[];
}

/** What a paper may not print of its decision; folded away until it is needed. */
export function DecisionFields({ form, errors }: Props) {
  const isOpen = Object.values(form).some((text) => text !== '');
  const input = (id: 'decisionNumber' | 'decidedOn' | 'decisionAuthority', label: string, example: string) => (
    <TextField
      id={id}
      label={label}
      hint={example}
      errors={errors}
      value={form[id]}
      autocomplete="off"
      maxLength={200}
    />
  );
  return (
    <details open={isOpen}>
      <summary>Quyết định giao, điều chỉnh kế hoạch (khi tệp không ghi)</summary>
      <div class="row">
        {input('decisionNumber', 'Số quyết định', 'ví dụ 1042/QĐ-UBND')}
        {input('decidedOn', 'Ngày quyết định', 'ví dụ 15/5/2025')}
      </div>
      {input('decisionAuthority', 'Cơ quan quyết định', 'ví dụ UBND tỉnh Sơn La')}
      <Field
        id="nature"
        label="Nội dung"
        hint="Cho bảng chỉ có một cột vốn; phụ lục có cột tăng, giảm thì tự phân biệt."
        errors={errors}
      >
        <Select
          id="nature"
          name="nature"
          value={form.nature}
          options={[
            { value: '', name: 'Theo nội dung tệp' },
            ...PLAN_NATURES.map((nature) => ({ value: nature, name: PLAN_NATURE_NAMES[nature] })),
          ]}
          describedBy={describedBy('nature', true, errors)}
        />
      </Field>
    </details>
  );
}
