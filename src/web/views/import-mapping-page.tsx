import type { MappingColumnView, MappingTableView } from '../../imports/decisions.types.js';
import type { ImportView } from '../../imports/imports.types.js';
import { AMOUNT_FIELDS, TEXT_FIELDS } from '../../workbook/understanding/reading.js';
import {
  Crumbs,
  ErrorSummary,
  Field,
  Millions,
  MoneyCell,
  NumberHead,
  Select,
  Sheet,
  Tag,
  TextField,
  Title,
  type FieldError,
  type Option,
} from './components.js';
import { fieldName, ORIGIN_NAMES, TABLE_KIND_NAMES } from './words.js';
import { Page, renderPage, type Site } from './layout.js';
import { dayText } from './format.js';

export interface MappingPageView {
  readonly item: ImportView;
  readonly tables: readonly MappingTableView[];
  readonly sources: readonly Option[];
  readonly errors: readonly FieldError[];
}

const LEFT_OUT: Option = { value: '', name: 'Bỏ qua cột này' };
const FIELDS: readonly Option[] = [
  LEFT_OUT,
  ...[...AMOUNT_FIELDS, ...TEXT_FIELDS].map((field) => ({ value: field, name: fieldName(field) })),
];
const UNITS: readonly Option[] = [
  { value: '', name: 'Theo tệp' },
  { value: '1', name: 'đồng' },
  { value: '1000', name: 'nghìn đồng' },
  { value: '1000000', name: 'triệu đồng' },
  { value: '1000000000', name: 'tỷ đồng' },
];
const KINDS: readonly Option[] = [
  { value: '', name: 'Theo các cột' },
  ...(['capitalPlan', 'adjustment', 'disbursement', 'both', 'demand'] as const).map((kind) => ({
    value: kind,
    name: TABLE_KIND_NAMES[kind],
  })),
];

/** Every column with the meaning that it has and may be given; plain selects, so that it works without scripts. */
export function mappingPage(site: Site, view: MappingPageView): string {
  const { item, errors } = view;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Ghép cột' : `Ghép cột của ${item.file}`} section="imports">
      <Crumbs
        trail={[
          ['/nhap-lieu', 'Nhập liệu'],
          [`/nhap-lieu/${item.id}`, item.file],
        ]}
        here="Ghép cột"
      />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Ghép cột"
          lead="Chọn ý nghĩa của từng cột trong tệp. Cách chọn chỉ được nhớ cho lần sau khi đã ghi sổ."
        />
        <form method="post" action={`/nhap-lieu/${item.id}/ghep-cot`} class="stack">
          {view.tables.map((table, index) => (
            <MappingTable table={table} index={index} sources={view.sources} />
          ))}
          <div class="actions">
            <button type="submit">Đọc lại theo cách ghép này</button>
            <a href={`/nhap-lieu/${item.id}`}>Quay lại, không đổi gì</a>
          </div>
        </form>
      </div>
    </Page>,
  );
}

interface TableProps {
  readonly table: MappingTableView;
  readonly index: number;
  readonly sources: readonly Option[];
}

function MappingTable({ table, index, sources }: TableProps) {
  const id = `t${index}`;
  const name = table.table === 0 ? table.sheet : `${table.sheet}, bảng ${table.table + 1}`;
  return (
    <section class="card stack" aria-label={`Bảng trên trang tính ${name}`}>
      <div class="head">
        <h2>{table.title ?? `Bảng trên trang tính ${name}`}</h2>
        <Tag tone="info">{TABLE_KIND_NAMES[table.kind]}</Tag>
      </div>
      <p>
        Trang tính {name}, tiêu đề dòng {table.header.firstRow} đến {table.header.lastRow}.{' '}
        {table.sender === null ? 'Tệp không ghi đơn vị gửi.' : `Đơn vị gửi: ${table.sender}.`}{' '}
        {table.asOf === null ? '' : `Số liệu đến ${dayText(table.asOf)}.`}{' '}
        {table.origin === null ? '' : `Nguồn: ${ORIGIN_NAMES[table.origin]}.`}
      </p>
      {table.missing.length === 0 ? null : (
        <p class="notice warn">Chưa có cột cho: {table.missing.map(fieldName).join(', ')}.</p>
      )}
      <div class="row">
        <Field id={`${id}-don-vi`} label="Đơn vị tính">
          <Select id={`${id}-don-vi`} name={`${id}.unit`} value={String(table.vndPerUnit ?? '')} options={UNITS} />
        </Field>
        <Field id={`${id}-loai`} label="Loại bảng">
          <Select id={`${id}-loai`} name={`${id}.kind`} value="" options={KINDS} />
        </Field>
        <TextField
          id={`${id}-tu-dong`}
          name={`${id}.first`}
          label="Tiêu đề từ dòng"
          inputMode="numeric"
          value={String(table.header.firstRow)}
        />
        <TextField
          id={`${id}-den-dong`}
          name={`${id}.last`}
          label="đến dòng"
          inputMode="numeric"
          value={String(table.header.lastRow)}
        />
      </div>
      <Sheet label={`Các cột của bảng trên trang tính ${name}`}>
        <thead>
          <tr>
            <th scope="col" class="mid">
              Cột
            </th>
            <th scope="col">Tiêu đề trong tệp</th>
            <th scope="col">Ba giá trị đầu</th>
            <NumberHead>Tổng (triệu đồng)</NumberHead>
            <th scope="col">Ý nghĩa</th>
            <th scope="col">Nguồn vốn</th>
            <th scope="col">Vì sao</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column) => (
            <ColumnRow column={column} id={id} sources={sources} />
          ))}
        </tbody>
      </Sheet>
      {table.leftOut.length === 0 ? null : (
        <p class="notice warn">
          Cột số tiền không dùng:{' '}
          {table.leftOut.map(({ letter, totalVnd }, at) => (
            <>
              {at > 0 ? '; ' : ''}
              cột {letter}, tổng <Millions vnd={totalVnd} /> triệu đồng
            </>
          ))}
          .
        </p>
      )}
    </section>
  );
}

interface ColumnProps {
  readonly column: MappingColumnView;
  readonly id: string;
  readonly sources: readonly Option[];
}

function ColumnRow({ column, id, sources }: ColumnProps) {
  const { letter, path, samples, totalVnd, field, source, reason, asLastTime, decided, confidence } = column;
  return (
    <tr>
      <th scope="row" class="mid">
        {letter}
      </th>
      <td class="name">{path.length === 0 ? <span class="muted">không có tiêu đề</span> : path.join(' › ')}</td>
      <td class="why">{samples.join('; ')}</td>
      <MoneyCell vnd={totalVnd} />
      <td>
        <select id={`${id}-${letter}`} name={`${id}.c.${letter}`} aria-label={`Ý nghĩa của cột ${letter}`}>
          {FIELDS.map((option) => (
            <option value={option.value} selected={option.value === (field ?? '')}>
              {option.name}
            </option>
          ))}
        </select>
      </td>
      <td>
        <select name={`${id}.s.${letter}`} aria-label={`Nguồn vốn của cột ${letter}`}>
          <option value="" selected={source === null}>
            Không riêng nguồn nào
          </option>
          {sources.map((option) => (
            <option value={option.value} selected={option.value === source}>
              {option.name}
            </option>
          ))}
        </select>
      </td>
      <td class="why">
        {decided ? <Tag tone="info">Đã chọn</Tag> : asLastTime ? <Tag tone="ok">Như lần trước</Tag> : null} {reason}{' '}
        <span class="muted">chắc {Math.floor(confidence * 100)}%</span>
      </td>
    </tr>
  );
}
