import type { DataSource } from 'typeorm';
import { readingInstant } from '../../src/database/transaction.js';
import { sumVnd } from '../../src/domain/money.js';
import { gatherFacts } from '../../src/projects/facts.repository.js';
import { figuresOf } from '../../src/projects/figures.js';
import { unmatchedReports } from '../../src/review-rounds/unmatched.repository.js';
import { servicesHere, type Services } from './services.js';
import { smallPlan, smallReport, type SmallRow } from './small-workbooks.js';

/**
 * Random histories of the books, straight through the services on a real database. Only the process that reads a workbook is left
 * out: the same reader runs here.
 */
export interface HistoryFigures {
  readonly sequences: number;
  readonly steps: number;
  /** steps that the service refused with a reason; they change nothing */
  readonly refused: number;
  readonly byStep: Readonly<Record<string, number>>;
  readonly replayed: number;
  readonly violations: readonly string[];
}

const SOURCES = ['Vốn ngân sách trung ương', 'Vốn cân đối ngân sách địa phương'];
const STEPS = [
  'plan',
  'report',
  'again',
  'reverse',
  'thereAndBack',
  'confirm',
  'create',
  'merge',
  'split',
  'retract',
] as const;
type Step = (typeof STEPS)[number];

/** Runs sequences, each in a plan year and with names and codes of its own. */
export async function runHistories(
  dataSource: DataSource,
  { seed, sequences, firstSequence = 0 }: { seed: number; sequences: number; firstSequence?: number },
): Promise<HistoryFigures> {
  const services = servicesHere(dataSource);
  const totals = {
    steps: 0,
    refused: 0,
    replayed: 0,
    byStep: {} as Record<string, number>,
    violations: [] as string[],
  };
  for (let index = 0; index < sequences; index += 1) {
    const number = firstSequence + index;
    const history = new History(services, random(seed + number), number, 2000 + (index % 100));
    await history.run(totals).catch((error: unknown) => {
      totals.violations.push(
        `sequence ${number} (seed ${seed}): ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }
  return { sequences, ...totals };
}

interface Totals {
  steps: number;
  refused: number;
  replayed: number;
  readonly byStep: Record<string, number>;
}

interface Sent {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly file: string;
}

class History {
  private readonly committed: Sent[] = [];
  private readonly known: { readonly at: Date; readonly dump: string }[] = [];
  private readonly works: readonly { readonly name: string; readonly code: string; readonly investor: string }[];
  private files = 0;
  private month = 0;

  constructor(
    private readonly services: Services,
    private readonly next: () => number,
    private readonly number: number,
    private readonly planYear: number,
  ) {
    this.works = ['Đường giao thông', 'Hồ chứa nước', 'Trường học', 'Trạm y tế'].map((kind, index) => ({
      name: `${kind} số ${number} khu ${'ABCD'[index] ?? ''}`,
      code: String(7_000_000 + ((number * 4 + index) % 1_000_000)),
      investor: `Ban quản lý ${index % 2}`,
    }));
  }

  async run(totals: Totals): Promise<void> {
    const length = 4 + this.below(6);
    for (let index = 0; index < length; index += 1) {
      const step = index === 0 ? 'plan' : this.pick(STEPS);
      const before = await this.now();
      const did = await this.do(step);
      totals.steps += 1;
      totals.byStep[step] = (totals.byStep[step] ?? 0) + 1;
      if (!did) {
        totals.refused += 1;
        this.expect(before.dump, (await this.now()).dump, `${step} was refused and changed the books`);
      }
      this.known.push(before);
      const remembered = [this.pick(this.known), before];
      for (const { at, dump } of remembered)
        this.expect(dump, await this.dump(at), `${step} changed what was known at ${at.toISOString()}`);
      totals.replayed += remembered.length;
    }
  }

  /** False where the service refused, or there was nothing to do it to. */
  private async do(step: Step): Promise<boolean> {
    switch (step) {
      case 'plan':
        return this.send(await smallPlan(this.rows(false), this.planYear));
      case 'report':
        return this.send(await this.report());
      case 'again':
        return this.sendAgain();
      case 'reverse':
        return this.reverse();
      case 'thereAndBack':
        return this.thereAndBack();
      case 'confirm':
        return this.confirm(false);
      case 'create':
        return this.confirm(true);
      case 'merge':
        return this.merge();
      case 'split':
        return this.split();
      case 'retract':
        return this.retract();
    }
  }

  private report(): Promise<Uint8Array> {
    this.month = Math.min(12, this.month + 1 + this.below(2));
    const last = new Date(Date.UTC(this.planYear, this.month, 0)).getUTCDate();
    return smallReport(this.rows(true), `${last}/${this.month}/${this.planYear}`, this.planYear);
  }

  /** Some works in one or two sources; in a report some without their code, under another name, or unheard of. */
  private rows(report: boolean): SmallRow[] {
    const chosen = this.works.filter(() => this.below(3) > 0);
    const works = chosen.length === 0 ? this.works.slice(0, 1) : chosen;
    return SOURCES.filter((_, index) => index === 0 || this.below(2) === 0).flatMap((source) =>
      works.map((work, index) => {
        const vnd = BigInt(1 + this.below(report ? 400 : 900)) * 1_000_000n;
        const way = report ? (index + this.number) % 4 : 0;
        if (way === 1) return { name: work.name, vnd, source };
        if (way === 2) return { name: `${work.name} giai đoạn hai`, investor: work.investor, vnd, source };
        if (way === 3) return { ...work, name: `${work.name} hạng mục phụ`, vnd, source };
        return { ...work, vnd, source };
      }),
    );
  }

  private async receive(bytes: Uint8Array, file: string): Promise<string | null> {
    const received = await this.services.imports.receive({ file, bytes, planYear: this.planYear });
    if (!received.ok) throw new Error(received.refusal.code);
    return received.value.state === 'rejected' ? null : received.value.id;
  }

  private async send(bytes: Uint8Array): Promise<boolean> {
    const file = `tep-${this.number}-${(this.files += 1)}.xlsx`;
    const id = await this.receive(bytes, file);
    if (id === null) return false;
    const committed = await this.services.imports.commit(id);
    if (committed.ok) this.committed.push({ id, bytes, file });
    return committed.ok;
  }

  /** The same file twice counts once: committed, it is the import that is there; reversed, it comes back. */
  private async sendAgain(): Promise<boolean> {
    const sent = this.pickOrNone(this.committed);
    if (sent === null) return false;
    const before = await this.now();
    const id = await this.receive(sent.bytes, sent.file);
    if (id !== sent.id) throw new Error('the same committed file became another import');
    const again = await this.services.imports.commit(id);
    if (!again.ok) throw new Error(`the second commit was refused: ${again.refusal.code}`);
    this.expect(before.dump, (await this.now()).dump, 'the same file twice counted twice');
    return true;
  }

  private async reverse(): Promise<boolean> {
    const sent = this.pickOrNone(this.committed);
    if (sent === null) return false;
    const reversed = await this.services.imports.reverse(sent.id, { reason: 'thử', approvedBy: null });
    if (!reversed.ok) return false;
    this.committed.splice(this.committed.indexOf(sent), 1);
    return true;
  }

  /** Import, then reverse: the books as before. */
  private async thereAndBack(): Promise<boolean> {
    const before = await this.now();
    if (!(await this.send(await this.report()))) return false;
    const sent = this.committed.pop();
    if (sent === undefined) throw new Error('nothing was sent');
    const reversed = await this.services.imports.reverse(sent.id, { reason: 'thử', approvedBy: null });
    if (!reversed.ok) throw new Error(`the reversal was refused: ${reversed.refusal.code}`);
    this.expect(before.dump, (await this.now()).dump, 'import and reversal did not give the books of before');
    return true;
  }

  private async confirm(create: boolean): Promise<boolean> {
    const { waiting } = await this.services.matching.desk();
    const mine = waiting.filter(({ imports }) => imports.some(({ planYear }) => planYear === this.planYear));
    const line = this.pickOrNone(mine);
    const projectId = create ? null : (this.pickOrNone(await this.projectIds()) ?? null);
    if (line === null || (!create && projectId === null)) return false;
    const { name, code, investor } = line;
    return (await this.services.matching.confirm({ name, code, investor, projectId })).ok;
  }

  private async merge(): Promise<boolean> {
    const ids = await this.projectIds();
    const [one, other] = [this.pickOrNone(ids), this.pickOrNone(ids)];
    return one !== null && other !== null && (await this.services.identities.merge(one, other, 'một dự án')).ok;
  }

  private async split(): Promise<boolean> {
    const id = this.pickOrNone(await this.projectIds());
    if (id === null) return false;
    const names = this.works.flatMap(({ name }) => [`${name} hạng mục phụ`, `${name} giai đoạn hai`]);
    return (await this.services.identities.split(id, { names, lines: [], into: null, reason: 'hai công trình' })).ok;
  }

  private async retract(): Promise<boolean> {
    const ids = await this.projectIds();
    const decisions = await this.services.matching.decisions(this.pickOrNone(ids));
    if (!decisions.ok) return false;
    const mine = decisions.value.filter(({ retractedAt, kind }) => retractedAt === null && kind !== 'release');
    const decision = ids.length === 0 ? null : this.pickOrNone(mine);
    return decision !== null && (await this.services.identities.retract(decision.id, 'thử')).ok;
  }

  private async projectIds(): Promise<string[]> {
    const knownAt = await readingInstant(this.services.dataSource.manager);
    const facts = await gatherFacts(this.services.dataSource.manager, { planYear: this.planYear, knownAt });
    return facts.map(({ key }) => key);
  }

  private async now(): Promise<{ at: Date; dump: string }> {
    const at = await readingInstant(this.services.dataSource.manager);
    return { at, dump: await this.dump(at) };
  }

  /** Everything that a reader may be told at an instant; checks on the way that the sources add up. */
  private async dump(knownAt: Date): Promise<string> {
    const { manager } = this.services.dataSource;
    const { planYear } = this;
    const asOf = `${planYear}-12-31`;
    const facts = await gatherFacts(manager, { planYear, knownAt });
    const figures = facts.map((project) => figuresOf(project, asOf));
    for (const { planVnd, disbursedVnd, bySource } of figures) {
      if (sumVnd(bySource.map((share) => share.planVnd)) !== planVnd) throw new Error('plans by source do not add up');
      const disbursed = sumVnd(bySource.map((share) => share.disbursedVnd ?? 0n));
      if (disbursed !== (disbursedVnd ?? 0n)) throw new Error('disbursements by source do not add up');
      if (planVnd < 0n) throw new Error('a plan is below zero');
    }
    const unmatched = await unmatchedReports(manager, { planYear, knownAt, asOf });
    const projects = facts.map(({ snapshots, ...rest }) => ({
      ...rest,
      snapshots: snapshots.map(({ reportOrder: _, report: __, ...snapshot }) => snapshot),
    }));
    const lost = unmatched.map(({ candidates: _, ...line }) => line);
    return JSON.stringify({ projects, figures, lost }, (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
  }

  private expect(before: string, after: string, message: string): void {
    if (before !== after) throw new Error(`${message}\n${firstDifference(before, after)}`);
  }

  private below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  private pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  private pickOrNone<T>(items: readonly T[]): T | null {
    return items.length === 0 ? null : this.pick(items);
  }
}

function firstDifference(a: string, b: string): string {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  const around = (text: string): string => text.slice(Math.max(0, index - 120), index + 120);
  return `before: …${around(a)}…\nafter:  …${around(b)}…`;
}

/** mulberry32: numbers in [0, 1) that a seed decides. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
