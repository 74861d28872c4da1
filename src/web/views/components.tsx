import type { ComponentChildren } from 'preact';
import { formatMillions, truncatedBasisPoints } from '../../domain/money.js';
import { countText, href, rateText } from './format.js';
import type { Tone } from './words.js';

/** An amount in triệu đồng, exact to the đồng; decimals stand in a column of their own so that commas line up. */
export function Millions({ vnd }: { readonly vnd: bigint | null }) {
  if (vnd === null) return <span class="muted">–</span>;
  const [whole = '', fraction] = formatMillions(vnd).split(',');
  return (
    <>
      {whole}
      <span class="frac">{fraction === undefined ? '' : `,${fraction}`}</span>
    </>
  );
}

/** Caption of a column of numbers. */
export function NumberHead({ children }: { readonly children: string }) {
  return (
    <th scope="col" class="num">
      {children}
    </th>
  );
}

/** A cell of an amount in triệu đồng. */
export function MoneyCell({ vnd }: { readonly vnd: bigint | null }) {
  return (
    <td class="num">
      <Millions vnd={vnd} />
    </td>
  );
}

/** A rate, truncated to two decimals; a dash where there is no plan or no figure. */
export function Rate({ part, whole }: { readonly part: bigint | null; readonly whole: bigint | null }) {
  return <>{rateText(part, whole) ?? <span class="muted">–</span>}</>;
}

interface BarProps {
  readonly part: bigint | null;
  readonly whole: bigint;
  /** threshold in basis points: a mark on the bar, and the colour of what is below */
  readonly thresholdBasisPoints?: number | null;
}

/** A rate as a small bar beside its number; decoration only, the number says the same. */
export function Bar({ part, whole, thresholdBasisPoints = null }: BarProps) {
  if (part === null || whole <= 0n) return null;
  const points = Number(truncatedBasisPoints(part, whole));
  const filled = Math.max(0, Math.min(points, 10_000)) / 100;
  const low = thresholdBasisPoints !== null && points < thresholdBasisPoints;
  return (
    <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect class="ground" width="100" height="12" rx="2" />
      <rect class={low ? 'part low' : 'part'} width={filled} height="12" rx="2" />
      {thresholdBasisPoints === null ? null : (
        <line class="mark" x1={thresholdBasisPoints / 100} x2={thresholdBasisPoints / 100} y1="0" y2="12" />
      )}
    </svg>
  );
}

export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return <span class={tone === 'plain' ? 'tag' : `tag ${tone}`}>{children}</span>;
}

interface TitleProps {
  readonly heading: ComponentChildren;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Head of a page: its name, a line below, its actions at the right. */
export function Title({ heading, lead, children }: TitleProps) {
  return (
    <div class="title">
      <div>
        <h1>{heading}</h1>
        {lead === undefined ? null : <p>{lead}</p>}
      </div>
      {children === undefined ? null : <div class="actions">{children}</div>}
    </div>
  );
}

export function Crumbs({
  trail,
  here,
}: {
  readonly trail: readonly (readonly [string, string])[];
  readonly here: string;
}) {
  return (
    <nav class="crumbs" aria-label="Vị trí trang">
      <ol>
        {trail.map(([path, name]) => (
          <li>
            <a href={path}>{name}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}

interface SheetProps {
  /** names the region for people who do not see it */
  readonly label: string;
  readonly frozen?: boolean;
  readonly low?: boolean;
  readonly twoRows?: boolean;
  readonly children: ComponentChildren;
}

/** A table that scrolls inside its own frame, header and first columns standing still. */
export function Sheet({ label, frozen = false, low = false, twoRows = false, children }: SheetProps) {
  const classes = [frozen ? 'frozen' : '', twoRows ? 'two-rows' : ''].filter((name) => name !== '').join(' ');
  return (
    <div class={low ? 'sheet low' : 'sheet'} role="region" aria-label={label} tabIndex={0}>
      <table class={classes === '' ? undefined : classes}>
        <caption class="hidden-text">{label}</caption>
        {children}
      </table>
    </div>
  );
}

/** An error of a form: the sentence, and the field that it is about. */
export interface FieldError {
  /** id of the input, null where the error is about the whole form */
  readonly field: string | null;
  readonly message: string;
}

/** All errors at the top, each a link to its field (GOV.UK pattern). */
export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="summary-of-errors" role="alert" tabIndex={-1} aria-labelledby="co-loi" autofocus>
      <h2 id="co-loi">Có {errors.length} chỗ cần sửa</h2>
      <ul>
        {errors.map((error) => (
          <li>{error.field === null ? error.message : <a href={`#${error.field}`}>{error.message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly wide?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** A labelled input with its hint and its error; the input refers to them by `describedBy`. */
export function Field({ id, label, hint, errors = [], wide = false, children }: FieldProps) {
  const error = errors.find((candidate) => candidate.field === id);
  const classes = ['field', error === undefined ? '' : 'wrong', wide ? 'wide' : '']
    .filter((name) => name !== '')
    .join(' ');
  return (
    <div class={classes}>
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <span class="hint" id={`${id}-goi-y`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <span class="error" id={`${id}-loi`}>
          <span class="hidden-text">Lỗi: </span>
          {error.message}
        </span>
      )}
      {children}
    </div>
  );
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  /** under which the text comes, where not under the id */
  readonly name?: string;
  readonly value?: string;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly autocomplete?: 'off';
  readonly placeholder?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
}

/** A field of one line of text. */
export function TextField({ id, label, hint, errors, wide, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} errors={errors} wide={wide}>
      <input id={id} name={id} type="text" {...input} aria-describedby={describedBy(id, hint !== undefined, errors)} />
    </Field>
  );
}

/** Ids for `aria-describedby` of an input inside a `Field`. */
export function describedBy(id: string, hint: boolean, errors: readonly FieldError[] = []): string | undefined {
  const ids = [hint ? `${id}-goi-y` : '', errors.some((error) => error.field === id) ? `${id}-loi` : ''];
  const text = ids.filter((part) => part !== '').join(' ');
  return text === '' ? undefined : text;
}

export interface Option {
  readonly value: string;
  readonly name: string;
}

interface SelectProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly describedBy?: string | undefined;
}

export function Select({ id, name, value, options, describedBy: described }: SelectProps) {
  return (
    <select id={id} name={name} aria-describedby={described}>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.name}
        </option>
      ))}
    </select>
  );
}

export interface Tab {
  readonly path: string;
  readonly name: string;
  readonly count: number | null;
  readonly current: boolean;
}

export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label}>
      <ul class="tabs">
        {tabs.map((tab) => (
          <li>
            <a href={tab.path} aria-current={tab.current ? 'page' : undefined}>
              {tab.name}
              {tab.count === null ? null : <span class="count">{countText(tab.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PagesProps {
  readonly noun: string;
  readonly shown: number;
  /** of the whole list where known */
  readonly total: number | null;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** cursor of the following page, null on the last */
  readonly next: string | null;
  /** true where this is not the first page */
  readonly continued: boolean;
}

/** What of a long list is shown, with the links to its beginning and to what follows. */
export function Pages({ noun, shown, total, path, query, next, continued }: PagesProps) {
  return (
    <nav class="pages" aria-label={`Các trang ${noun}`}>
      <span class="muted">
        {countText(shown)} {noun} trên trang này{total === null ? '' : `, tất cả ${countText(total)}`}
      </span>
      {next === null && !continued ? null : (
        <span class="actions">
          {continued ? <a href={href(path, query)}>‹ Về đầu danh sách</a> : null}
          {next === null ? null : (
            <a href={href(path, { ...query, sau: next })} rel="next">
              Trang sau ›
            </a>
          )}
        </span>
      )}
    </nav>
  );
}

interface ChartProps {
  readonly src: string;
  readonly message: string;
  /** names the region; charts of one page have different names */
  readonly label?: string;
}

/** A chart as an image of its own, with what it says in words; on a narrow screen it scrolls inside its frame. */
export function Chart({ src, message, label = 'Biểu đồ' }: ChartProps) {
  return (
    <div class="chart-frame" role="region" aria-label={label} tabIndex={0}>
      <img class="chart" src={src} width="860" height="300" alt={message} />
    </div>
  );
}

/** `file!sheet!cell` addresses that a figure rests on. */
export function Evidence({ cells }: { readonly cells: readonly string[] }) {
  if (cells.length === 0) return <span class="muted">–</span>;
  return (
    <span class="evidence">
      {cells.map((cell) => (
        <code>{cell}</code>
      ))}
    </span>
  );
}
