import type { LocalDate } from './local-date.js';
import { DISTRICTS, successorsOfDistrict } from './places.js';
import { cleanText, nameKey } from './vietnamese-text.js';

/** What became of an investor when the apparatus was rearranged in 2025. */
export interface Succession {
  readonly from: string;
  readonly to: readonly string[];
  /** first day of the successors */
  readonly since: LocalDate;
  /**
   * `merged`: one unit carries on. `divided`: the work went to several; which of them has a project is told by the decision that
   * handed it over, never by its name.
   */
  readonly kind: 'merged' | 'divided';
}

const merged = (from: string, to: string): Succession => ({ from, to: [to], since: '2025-03-01', kind: 'merged' });

/** Rearrangement of the province's departments on 1/3/2025 (domain handbook 9, point 1; from memory except the first). */
const DEPARTMENTS: readonly Succession[] = [
  merged('Sở Kế hoạch và Đầu tư', 'Sở Tài chính'),
  merged('Sở Giao thông vận tải', 'Sở Xây dựng'),
  merged('Sở Nông nghiệp và Phát triển nông thôn', 'Sở Nông nghiệp và Môi trường'),
  merged('Sở Tài nguyên và Môi trường', 'Sở Nông nghiệp và Môi trường'),
  merged('Sở Thông tin và Truyền thông', 'Sở Khoa học và Công nghệ'),
  {
    from: 'Sở Lao động - Thương binh và Xã hội',
    to: ['Sở Nội vụ', 'Sở Giáo dục và Đào tạo', 'Sở Y tế'],
    since: '2025-03-01',
    kind: 'divided',
  },
  merged('Ban Dân tộc', 'Sở Dân tộc và Tôn giáo'),
];

/** People's committees of the districts, abolished on 1/7/2025. */
const COMMITTEES: readonly Succession[] = DISTRICTS.filter((place) => place.validTo === '2025-06-30').map((place) => ({
  from: `UBND ${place.kind} ${place.name}`,
  to: successorsOfDistrict(place.code).map((commune) => `UBND ${commune.kind} ${commune.name}`),
  since: '2025-07-01',
  kind: 'divided',
}));

const RENAMED: readonly Succession[] = [
  { from: 'UBND huyện Mộc Châu', to: ['UBND thị xã Mộc Châu'], since: '2025-01-01', kind: 'merged' },
];

export const SUCCESSIONS: readonly Succession[] = [...RENAMED, ...DEPARTMENTS, ...COMMITTEES];

const ALIASES: readonly (readonly [string, string])[] = [
  ['Sở KH&ĐT', 'Sở Kế hoạch và Đầu tư'],
  ['Sở GTVT', 'Sở Giao thông vận tải'],
  ['Sở NN&PTNT', 'Sở Nông nghiệp và Phát triển nông thôn'],
  ['Sở TN&MT', 'Sở Tài nguyên và Môi trường'],
  ['Sở TT&TT', 'Sở Thông tin và Truyền thông'],
  ['Sở LĐTBXH', 'Sở Lao động - Thương binh và Xã hội'],
  ['Sở LĐ-TB&XH', 'Sở Lao động - Thương binh và Xã hội'],
];

const aliasKeys = new Map(ALIASES.map(([short, full]) => [nameKey(short), nameKey(full)]));
const byKey = new Map(SUCCESSIONS.map((succession) => [investorKey(succession.from), succession]));

/** After every succession of the list. */
const LAST_DAY: LocalDate = '9999-12-31';

/** Key of an investor's name without the province behind it: `Sở KH&ĐT tỉnh Sơn La` = `Sở Kế hoạch và Đầu tư`. */
export function investorKey(name: string): string {
  const key = nameKey(cleanText(name).replace(/,?\s+tỉnh sơn la$/iu, ''));
  return aliasKeys.get(key) ?? key;
}

/** What became of the investor up to a day, step by step (UBND huyện Mộc Châu -> thị xã -> phường, xã); empty where nothing changed. */
export function successionsOf(name: string, day: LocalDate): Succession[] {
  const steps: Succession[] = [];
  let current = byKey.get(investorKey(name));
  while (current !== undefined && current.since <= day) {
    steps.push(current);
    const [only] = current.to;
    current = current.kind === 'merged' && only !== undefined ? byKey.get(investorKey(only)) : undefined;
  }
  return steps;
}

/** The names under which the investor may be found on a day: its own where nothing changed, else those of its successors. */
export function currentNamesOf(name: string, day: LocalDate): readonly string[] {
  return successionsOf(name, day).at(-1)?.to ?? [name];
}

/** An investor as it is compared with others. */
export interface InvestorIdentity {
  readonly key: string;
  /** keys of all its successors, at whatever time */
  readonly successors: ReadonlySet<string>;
}

export function investorIdentity(name: string): InvestorIdentity {
  const successors = successionsOf(name, LAST_DAY).flatMap((step) => step.to);
  return { key: investorKey(name), successors: new Set(successors.map(investorKey)) };
}

/** One succeeds, or may succeed, the other. Two units that one unit succeeds stood side by side: they are two. */
export function isSuccession(a: InvestorIdentity, b: InvestorIdentity): boolean {
  return a.successors.has(b.key) || b.successors.has(a.key);
}

/**
 * True where one name is, or may be by succession, the unit of the other: a reason not to treat two investors as a contradiction.
 * No day: a plan of December names the district of old, a report as of 30/6 that is written in July its successor.
 */
export function mayBeSameInvestor(a: string, b: string): boolean {
  const [left, right] = [investorIdentity(a), investorIdentity(b)];
  return left.key === right.key || isSuccession(left, right);
}
