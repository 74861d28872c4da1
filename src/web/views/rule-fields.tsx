import { LEVEL_NAMES, POLICY_NAMES } from '../../domain/rule-words.js';
import { PROJECT_GROUPS, PROJECT_STATUSES } from '../../domain/words.js';
import { WITHOUT_SUPPLEMENTS, type RuleForm } from '../rule-form.js';
import { describedBy, Field, Select, TextField, type FieldError, type Option } from './components.js';
import { STATUS_NAMES } from './words.js';

interface RuleFieldsProps {
  readonly form: RuleForm;
  readonly errors: readonly FieldError[];
}

export const DENOMINATOR_OPTIONS: readonly Option[] = [
  { value: 'plan.current', name: 'Kế hoạch năm sau điều chỉnh đến ngày số liệu' },
  { value: 'plan.initial', name: 'Kế hoạch giao đầu năm' },
  { value: 'plan.withCarriedOver', name: 'Kế hoạch kể cả vốn kéo dài' },
  { value: WITHOUT_SUPPLEMENTS, name: 'Kế hoạch không tính phần bổ sung sau ngày…' },
];
export const METRIC_OPTIONS: readonly Option[] = [
  { value: 'disbursed', name: 'Giải ngân, kể cả tạm ứng' },
  { value: 'completedVolume', name: 'Thanh toán khối lượng hoàn thành' },
];
export const COMPARATOR_OPTIONS: readonly Option[] = [
  { value: 'below', name: 'Dưới ngưỡng (đúng bằng ngưỡng thì không thu hồi)' },
  { value: 'atMost', name: 'Không quá ngưỡng (đúng bằng ngưỡng cũng thu hồi)' },
];
export const LEVEL_OPTIONS: readonly Option[] = Object.entries(LEVEL_NAMES).map(([value, name]) => ({
  value,
  name: capital(name),
}));
const POLICY_OPTIONS: readonly Option[] = Object.entries(POLICY_NAMES).map(([value, name]) => ({
  value,
  name: capital(name),
}));
const ORIGIN_OPTIONS: readonly Option[] = [
  { value: 'treasury', name: 'Kho bạc Nhà nước' },
  { value: 'investor', name: 'Chủ đầu tư báo cáo' },
];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

interface InputProps extends RuleFieldsProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
}

function RuleText({ form, ...field }: InputProps) {
  return <TextField {...field} value={form.texts[field.id] ?? ''} autocomplete="off" />;
}

export function AreaField({ form, errors, id, label, hint }: InputProps) {
  return (
    <Field id={id} label={label} errors={errors} hint={hint}>
      <textarea id={id} name={id} rows={3} aria-describedby={describedBy(id, hint !== undefined, errors)}>
        {form.texts[id] ?? ''}
      </textarea>
    </Field>
  );
}

export function SelectField({
  form,
  errors,
  id,
  label,
  options,
}: InputProps & { readonly options: readonly Option[] }) {
  return (
    <Field id={id} label={label} errors={errors}>
      <Select
        id={id}
        name={id}
        value={form.texts[id] ?? ''}
        options={options}
        describedBy={describedBy(id, false, errors)}
      />
    </Field>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly legend: string;
  readonly hint: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
}

function Choices({ name, legend, hint, options, chosen }: ChoicesProps) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <span class="hint">{hint}</span>
      <div class="row">
        {options.map(({ value, name: label }) => (
          <div class="check">
            <input id={`${name}-${value}`} name={name} type="checkbox" value={value} checked={chosen.includes(value)} />
            <label for={`${name}-${value}`}>{label}</label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Day, threshold, denominator, comparator, metric and level: what decides on a project once it is in the population. */
export function ComparisonFields(props: RuleFieldsProps) {
  return (
    <>
      <div class="row">
        <RuleText {...props} id="asOf" label="Số liệu đến ngày" />
        <RuleText {...props} id="threshold" label="Ngưỡng (%)" />
      </div>
      <SelectField {...props} id="comparator" label="Dự án vào danh sách khi" options={COMPARATOR_OPTIONS} />
      <RuleText
        {...props}
        id="averageMinus"
        label="So với bình quân chung của tỉnh, trừ (điểm %)"
        hint="Bỏ trống: dùng ngưỡng ở trên. Có ghi (0 là đúng bằng bình quân): ngưỡng ở trên là mức cao nhất."
      />
      <SelectField {...props} id="metric" label="Số được so sánh" options={METRIC_OPTIONS} />
      <SelectField {...props} id="denominator" label="Mẫu số" options={DENOMINATOR_OPTIONS} />
      <RuleText {...props} id="supplementDay" label="Không tính phần bổ sung sau ngày" hint="Chỉ dùng với mẫu số đó" />
      <SelectField {...props} id="level" label="Xét theo" options={LEVEL_OPTIONS} />
    </>
  );
}

/** Everything that a rule says. */
export function RuleFields(props: RuleFieldsProps) {
  const { form } = props;
  return (
    <>
      <section class="card">
        <h2>Quy tắc</h2>
        <RuleText {...props} id="name" label="Tên quy tắc" />
        <div class="row">
          <RuleText {...props} id="planYear" label="Năm kế hoạch" />
          <RuleText {...props} id="round" label="Đợt" hint="Bỏ trống nếu là đợt đột xuất" />
          <RuleText {...props} id="decideBy" label="Quyết định chậm nhất" />
        </div>
        <ComparisonFields {...props} />
        <AreaField
          {...props}
          id="sourceThresholds"
          label="Ngưỡng riêng của nguồn vốn"
          hint="Mỗi dòng một nguồn, ví dụ NSTW: 60"
        />
        <SelectField {...props} id="amountPolicy" label="Số đề xuất thu hồi" options={POLICY_OPTIONS} />
        <RuleText {...props} id="consequence" label="Hệ quả đối với dự án trong danh sách" />
        <SelectField {...props} id="preferredOrigin" label="Số liệu quyết định" options={ORIGIN_OPTIONS} />
      </section>
      <PopulationFields {...props} />
      <section class="card">
        <h2>Căn cứ</h2>
        <RuleText {...props} id="basisText" label="Văn bản" />
        <AreaField {...props} id="basisClause" label="Nội dung điều khoản" />
        <div class="row">
          <RuleText {...props} id="basisFrom" label="Có hiệu lực từ ngày" />
          <RuleText {...props} id="basisTo" label="Hết hiệu lực sau ngày" />
        </div>
        <input type="hidden" name="moreBases" value={form.texts['moreBases'] ?? ''} />
      </section>
    </>
  );
}

function PopulationFields(props: RuleFieldsProps) {
  const { form } = props;
  return (
    <section class="card">
      <h2>Phạm vi rà soát</h2>
      <p class="hint">Điều kiện nào bỏ trống thì không xét; có nhiều điều kiện thì dự án phải thỏa mãn tất cả.</p>
      <Choices
        name="statuses"
        legend="Tính chất dự án"
        hint="Không chọn: mọi tính chất"
        options={PROJECT_STATUSES.map((value) => ({ value, name: STATUS_NAMES[value] }))}
        chosen={form.statuses}
      />
      <Choices
        name="groups"
        legend="Nhóm dự án"
        hint="Không chọn: mọi nhóm"
        options={PROJECT_GROUPS.map((value) => ({
          value,
          name: value === 'national' ? 'Quan trọng quốc gia' : `Nhóm ${value}`,
        }))}
        chosen={form.groups}
      />
      <RuleText {...props} id="sources" label="Nguồn vốn" hint="Mã nguồn, cách nhau bằng dấu phẩy, ví dụ NSTW, NSDP" />
      <AreaField {...props} id="investors" label="Chủ đầu tư" hint="Mỗi dòng một chủ đầu tư" />
      <AreaField {...props} id="sectors" label="Ngành, lĩnh vực" hint="Mỗi dòng một ngành" />
      <AreaField {...props} id="places" label="Địa phương" hint="Mỗi dòng một huyện, xã, phường" />
      <div class="check">
        <input
          id="requiresPlanOfYear"
          name="requiresPlanOfYear"
          type="checkbox"
          value="1"
          checked={form.requiresPlanOfYear}
        />
        <label for="requiresPlanOfYear">
          Chỉ rà soát dự án được giao kế hoạch năm (bỏ qua dự án chỉ có vốn kéo dài)
        </label>
      </div>
      <div class="row">
        <RuleText {...props} id="firstAllocatedBefore" label="Được giao kế hoạch lần đầu trước ngày" />
        <RuleText {...props} id="minimumPlan" label="Kế hoạch tối thiểu (đồng)" />
      </div>
      <AreaField
        {...props}
        id="exemptions"
        label="Dự án được miễn"
        hint="Mỗi dòng một dự án, ví dụ 7912345: chờ bàn giao chủ đầu tư"
      />
    </section>
  );
}
