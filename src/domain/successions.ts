import { investorKey, SUCCESSIONS } from './investors.js';
import type { LocalDate } from './local-date.js';
import { COMMUNES, DISTRICTS } from './places.js';
import { nameKey } from './vietnamese-text.js';

/** What a link is about: units that spend, or places. */
export const SUCCESSION_SUBJECTS = ['investor', 'place'] as const;
export type SuccessionSubject = (typeof SUCCESSION_SUBJECTS)[number];

/** From a day on `to` carries on the work (or the area) of `from`. Several links of one day from one name: it was divided. */
export interface SuccessionLink {
  readonly subject: SuccessionSubject;
  readonly from: string;
  readonly to: string;
  /** first day of the successor */
  readonly effectiveOn: LocalDate;
  /** `Nghị quyết số 1681/NQ-UBTVQH15 ngày …`; null where not known */
  readonly decision: string | null;
}

/** How lists and reports name investors: as responsible on the day, or as the papers name them. */
export const INVESTOR_VIEWS = ['current', 'asReported'] as const;
export type InvestorView = (typeof INVESTOR_VIEWS)[number];

/** Two spellings of one name share it. */
export function successionKey(subject: SuccessionSubject, name: string): string {
  return subject === 'investor' ? investorKey(name) : nameKey(name);
}

/**
 * The name under which the work of a name is carried on, on a day: along links that lead to one successor each. What was divided
 * keeps its name, for which of the successors has a project is told by the decision that hands it over, never by a name.
 */
export function namesOnDay(links: readonly SuccessionLink[], day: LocalDate): (name: string) => string {
  const next = new Map<string, string | null>();
  for (const { subject, from, to, effectiveOn } of links) {
    if (effectiveOn > day) continue;
    const key = successionKey(subject, from);
    const known = next.get(key);
    next.set(key, known === undefined || known === to ? to : null);
  }
  const keyOf = (name: string): string => successionKey(links[0]?.subject ?? 'investor', name);
  return (name) => {
    const seen = new Set<string>();
    let current = name;
    for (let key = keyOf(current); !seen.has(key); key = keyOf(current)) {
      seen.add(key);
      const successor = next.get(key);
      if (successor === undefined || successor === null) return current;
      current = successor;
    }
    return name;
  };
}

/** True where a link would make a name its own successor. */
export function closesCircle(links: readonly SuccessionLink[], { subject, from, to }: SuccessionLink): boolean {
  const goal = successionKey(subject, from);
  const seen = new Set<string>();
  const open = [successionKey(subject, to)];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === goal) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const link of links) if (successionKey(subject, link.from) === key) open.push(successionKey(subject, link.to));
  }
  return false;
}

const APPARATUS = 'Sắp xếp tổ chức bộ máy cấp tỉnh từ 01/3/2025';
const TWO_LEVELS = 'Sắp xếp đơn vị hành chính, bỏ cấp huyện từ 01/7/2025';

/** The rearrangements of 2025 that the program ships (domain handbook 9): departments on 1/3, districts to communes on 1/7. */
export const SHIPPED_SUCCESSIONS: readonly SuccessionLink[] = [
  ...SUCCESSIONS.flatMap(({ from, to, since }) =>
    to.map((name) => {
      const decision = since === '2025-07-01' ? TWO_LEVELS : since === '2025-03-01' ? APPARATUS : null;
      return { subject: 'investor' as const, from, to: name, effectiveOn: since, decision };
    }),
  ),
  ...placeLinks(),
];

function placeLinks(): SuccessionLink[] {
  const title = ({ kind, name }: { readonly kind: string; readonly name: string }): string => `${kind} ${name}`;
  const renamed = DISTRICTS.flatMap((before) =>
    DISTRICTS.filter((after) => after !== before && after.code === before.code && after.validFrom !== null).map(
      (after) => ({ from: title(before), to: title(after), effectiveOn: after.validFrom ?? '', decision: null }),
    ),
  );
  const divided = COMMUNES.flatMap((commune) =>
    DISTRICTS.filter(({ code, validTo }) => code === commune.district && validTo === '2025-06-30').map((district) => ({
      ...{ from: title(district), to: title(commune), effectiveOn: commune.validFrom ?? '', decision: TWO_LEVELS },
    })),
  );
  return [...renamed, ...divided].map((link) => ({ subject: 'place', ...link }));
}
