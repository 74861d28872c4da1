import { toVietnameseDate } from '../domain/local-date.js';
import { formatVnd } from '../domain/money.js';
import {
  COMPARATORS,
  LEVELS,
  METRICS,
  PLAIN_DENOMINATORS,
  RECALL_POLICIES,
  supplementDayOf,
  type Denominator,
  type Exemption,
  type LegalBasis,
  type RuleSettings,
  type SourceThreshold,
} from '../domain/review-rule.js';
import { ORIGINS, PROJECT_GROUPS, PROJECT_STATUSES } from '../domain/words.js';
import { textOf, type Query } from './query.js';
import { typedDay, typedThreshold, typedVnd, typedYear } from './typed.js';
import type { FieldError } from './views/components.js';

/** Fields of the form of a rule that hold one text. Lists stand one item a line. */
export const RULE_TEXTS = [
  ...['name', 'planYear', 'round', 'asOf', 'decideBy', 'metric', 'denominator', 'supplementDay', 'comparator'],
  ...['threshold', 'averageMinus', 'sourceThresholds', 'level', 'amountPolicy', 'consequence', 'preferredOrigin'],
  ...['sources', 'investors', 'sectors', 'places', 'firstAllocatedBefore', 'minimumPlan', 'exemptions'],
  ...['basisText', 'basisClause', 'basisFrom', 'basisTo', 'moreBases'],
] as const;

/** A rule as typed. */
export interface RuleForm {
  readonly texts: Readonly<Record<string, string>>;
  readonly statuses: readonly string[];
  readonly groups: readonly string[];
  readonly requiresPlanOfYear: boolean;
}

export const WITHOUT_SUPPLEMENTS = 'plan.withoutSupplementsAfter';

/** The form that shows settings. */
export function ruleForm(settings: RuleSettings): RuleForm {
  const { population } = settings;
  const [basis, ...moreBases] = settings.legalBases;
  const day = supplementDayOf(settings.denominator);
  const points = (basisPoints: number): string => String(basisPoints / 100).replace('.', ',');
  return {
    texts: {
      name: settings.name,
      planYear: String(settings.planYear),
      round: settings.round === null ? '' : String(settings.round),
      asOf: toVietnameseDate(settings.asOf),
      decideBy: toVietnameseDate(settings.decideBy),
      metric: settings.metric,
      denominator: day === null ? settings.denominator : WITHOUT_SUPPLEMENTS,
      supplementDay: dayOrEmpty(day),
      comparator: settings.comparator,
      threshold: points(settings.thresholdBasisPoints),
      averageMinus: settings.relativeThreshold === null ? '' : points(settings.relativeThreshold.minusBasisPoints),
      sourceThresholds: settings.sourceThresholds
        .map(({ source, thresholdBasisPoints }) => `${source}: ${points(thresholdBasisPoints)}`)
        .join('\n'),
      level: settings.level,
      amountPolicy: settings.amountPolicy,
      consequence: settings.consequence,
      preferredOrigin: settings.preferredOrigin,
      sources: (population.sources ?? []).join(', '),
      investors: (population.investors ?? []).join('\n'),
      sectors: (population.sectors ?? []).join('\n'),
      places: (population.places ?? []).join('\n'),
      firstAllocatedBefore: dayOrEmpty(population.firstAllocatedBefore),
      minimumPlan: population.minimumPlanVnd === null ? '' : formatVnd(population.minimumPlanVnd),
      exemptions: population.exemptions.map(({ project, reason }) => `${project}: ${reason}`).join('\n'),
      basisText: basis?.text ?? '',
      basisClause: basis?.clause ?? '',
      basisFrom: dayOrEmpty(basis?.validFrom ?? null),
      basisTo: dayOrEmpty(basis?.validTo ?? null),
      moreBases: JSON.stringify(moreBases),
    },
    statuses: population.statuses ?? [],
    groups: population.groups ?? [],
    requiresPlanOfYear: population.requiresPlanOfYear,
  };
}

function dayOrEmpty(day: string | null): string {
  return day === null ? '' : toVietnameseDate(day);
}

/** The form as typed, and its settings or what is wrong with it. */
export function readRuleForm(body: Query): {
  readonly form: RuleForm;
  readonly settings: RuleSettings | null;
  readonly errors: readonly FieldError[];
} {
  const form: RuleForm = {
    texts: Object.fromEntries(RULE_TEXTS.map((name) => [name, textOf(body, name) ?? ''])),
    statuses: listOf(body, 'statuses'),
    groups: listOf(body, 'groups'),
    requiresPlanOfYear: textOf(body, 'requiresPlanOfYear') !== null,
  };
  const errors: FieldError[] = [];
  const settings = settingsOf(new Typed(form.texts, errors), form);
  return { form, settings: errors.length === 0 ? settings : null, errors };
}

/** Values of a name that may be given several times: checkboxes. */
function listOf(body: Query, name: string): string[] {
  const value = body[name];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === 'string' && item !== '') as string[];
}

function settingsOf(typed: Typed, form: RuleForm): RuleSettings {
  return {
    name: typed.required('name', 'Chưa đặt tên quy tắc.'),
    planYear: typed.parsed('planYear', typedYear, 'Ghi năm kế hoạch bốn chữ số, ví dụ 2025.') ?? 0,
    round: typed.optional('round', typedCount, 'Số thứ tự của đợt là số nguyên từ 1; bỏ trống nếu là đợt đột xuất.'),
    asOf: typed.parsed('asOf', typedDay, DAY) ?? '',
    decideBy: typed.parsed('decideBy', typedDay, DAY) ?? '',
    metric: typed.word('metric', METRICS),
    denominator: denominatorOf(typed),
    comparator: typed.word('comparator', COMPARATORS),
    thresholdBasisPoints:
      typed.parsed('threshold', typedThreshold, 'Ghi số phần trăm trên 0 đến 100, ví dụ 50 hoặc 62,5.') ?? 0,
    relativeThreshold: relativeOf(typed),
    sourceThresholds: typed.lines(
      'sourceThresholds',
      sourceThreshold,
      'Mỗi dòng ghi mã nguồn và ngưỡng, ví dụ NSTW: 60.',
    ),
    level: typed.word('level', LEVELS),
    amountPolicy: typed.word('amountPolicy', RECALL_POLICIES),
    consequence: typed.required('consequence', 'Chưa ghi hệ quả đối với dự án trong danh sách.'),
    preferredOrigin: typed.word('preferredOrigin', ORIGINS),
    legalBases: [basisOf(typed), ...otherBases(typed)],
    population: {
      statuses: chosen(form.statuses, PROJECT_STATUSES),
      groups: chosen(form.groups, PROJECT_GROUPS),
      sources: orNull(
        typed
          .text('sources')
          .split(/[\s,;]+/)
          .filter((code) => code !== ''),
      ),
      investors: orNull(typed.lines('investors', (line) => line, '')),
      sectors: orNull(typed.lines('sectors', (line) => line, '')),
      places: orNull(typed.lines('places', (line) => line, '')),
      requiresPlanOfYear: form.requiresPlanOfYear,
      firstAllocatedBefore: typed.optional('firstAllocatedBefore', typedDay, DAY),
      minimumPlanVnd: typed.optional('minimumPlan', typedVnd, 'Ghi số đồng nguyên, ví dụ 5.000.000.000.'),
      exemptions: typed.lines('exemptions', exemption, 'Mỗi dòng ghi mã dự án và lý do, ví dụ 7912345: chờ bàn giao.'),
    },
  };
}

const DAY = 'Ghi ngày/tháng/năm, ví dụ 30/6/2025.';

/** Reads texts of a form and collects what cannot be read. */
class Typed {
  constructor(
    private readonly texts: Readonly<Record<string, string>>,
    private readonly errors: FieldError[],
  ) {}

  text(name: string): string {
    return this.texts[name] ?? '';
  }

  required(name: string, message: string): string {
    const text = this.text(name);
    if (text === '') this.errors.push({ field: name, message });
    return text;
  }

  /** Null with an error for text that cannot be read, the empty one included. */
  parsed<T>(name: string, parse: (text: string) => T | null, hint: string): T | null {
    const text = this.text(name);
    const value = text === '' ? null : parse(text);
    if (value === null) this.wrong(name, text, hint);
    return value;
  }

  /** Null for an empty text. */
  optional<T>(name: string, parse: (text: string) => T | null, hint: string): T | null {
    return this.text(name) === '' ? null : this.parsed(name, parse, hint);
  }

  lines<T>(name: string, parse: (line: string) => T | null, hint: string): T[] {
    const lines = this.text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    return lines.flatMap((line) => {
      const value = parse(line);
      if (value === null) this.wrong(name, line, hint);
      return value ?? [];
    });
  }

  word<T extends string>(name: string, words: readonly T[]): T {
    const text = this.text(name);
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) this.wrong(name, text, 'Chọn một mục trong danh sách.');
    return word ?? (words[0] as T);
  }

  wrong(name: string, text: string, hint: string): void {
    this.errors.push({ field: name, message: text === '' ? `Chưa ghi. ${hint}` : `Không đọc được “${text}”. ${hint}` });
  }
}

function denominatorOf(typed: Typed): Denominator {
  if (typed.text('denominator') !== WITHOUT_SUPPLEMENTS) return typed.word('denominator', PLAIN_DENOMINATORS);
  const day = typed.parsed('supplementDay', typedDay, DAY);
  return day === null ? 'plan.current' : `plan.withoutSupplementsAfter:${day}`;
}

function relativeOf(typed: Typed): RuleSettings['relativeThreshold'] {
  const minusBasisPoints = typed.optional(
    'averageMinus',
    (text) => (/^0+$/.test(text) ? 0 : typedThreshold(text)),
    'Ghi số điểm phần trăm từ 0, ví dụ 5.',
  );
  return minusBasisPoints === null ? null : { to: 'provincialAverage', minusBasisPoints };
}

function basisOf(typed: Typed): LegalBasis {
  return {
    text: typed.required('basisText', 'Chưa ghi văn bản làm căn cứ.'),
    clause: typed.required('basisClause', 'Chưa ghi nội dung điều khoản.'),
    validFrom: typed.optional('basisFrom', typedDay, DAY),
    validTo: typed.optional('basisTo', typedDay, DAY),
  };
}

/** Bases beside the first, which the page hands back as it got them; what is no list of bases is an error, never dropped. */
function otherBases(typed: Typed): LegalBasis[] {
  const text = typed.text('moreBases');
  if (text === '') return [];
  try {
    const bases: unknown = JSON.parse(text);
    if (Array.isArray(bases) && bases.every(isBasis)) return bases;
  } catch {
    // falls through to the error below
  }
  typed.wrong('basisText', '', 'Các căn cứ khác bị hỏng khi gửi; mở lại trang rồi sửa tiếp.');
  return [];
}

function isBasis(value: unknown): value is LegalBasis {
  if (value === null || typeof value !== 'object') return false;
  const { text, clause, validFrom, validTo } = value as Record<string, unknown>;
  const isDay = (day: unknown): boolean => day === null || (typeof day === 'string' && typedDay(day) === day);
  return typeof text === 'string' && typeof clause === 'string' && isDay(validFrom) && isDay(validTo);
}

function typedCount(text: string): number | null {
  return /^[1-9]\d?$/.test(text) ? Number(text) : null;
}

function sourceThreshold(line: string): SourceThreshold | null {
  const match = /^([\p{L}\d-]+)\s*[:=]\s*(.+)$/u.exec(line);
  const thresholdBasisPoints = match === null ? null : typedThreshold(match[2] ?? '');
  return thresholdBasisPoints === null ? null : { source: match?.[1] ?? '', thresholdBasisPoints };
}

function exemption(line: string): Exemption | null {
  const match = /^([\w.-]+)\s*:\s*(.+)$/.exec(line);
  return match === null ? null : { project: match[1] ?? '', reason: match[2] ?? '' };
}

function chosen<T extends string>(values: readonly string[], words: readonly T[]): T[] | null {
  return orNull(words.filter((word) => values.includes(word)));
}

function orNull<T>(items: T[]): T[] | null {
  return items.length === 0 ? null : items;
}
