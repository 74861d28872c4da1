import type { ReportedFacts, ReportedProject } from '../../domain/reported-facts.js';

interface RowFacts {
  readonly planEntries: ReportedFacts['planEntries'][number][];
  readonly disbursements: ReportedFacts['disbursements'][number][];
  readonly demands: ReportedFacts['demands'][number][];
}

/** The facts of a workbook sorted by the row of their project's name, to be taken line by line. */
export class FactsByRow {
  private readonly rows = new Map<string, RowFacts>();

  constructor({ planEntries, disbursements, demands }: ReportedFacts) {
    for (const entry of planEntries) this.at(entry.project).planEntries.push(entry);
    for (const item of disbursements) this.at(item.project).disbursements.push(item);
    for (const item of demands) this.at(item.project).demands.push(item);
  }

  /** The facts of these rows, each once: what is taken is gone. */
  take(sheet: string, rows: readonly number[]): ReportedFacts {
    const taken: RowFacts = { planEntries: [], disbursements: [], demands: [] };
    for (const row of rows) {
      const key = `${row}!${sheet}`;
      const found = this.rows.get(key);
      if (found === undefined) continue;
      taken.planEntries.push(...found.planEntries);
      taken.disbursements.push(...found.disbursements);
      taken.demands.push(...found.demands);
      this.rows.delete(key);
    }
    return taken;
  }

  /** Facts of rows that no line stands for: an interpreter must not make them up. */
  get left(): number {
    return this.rows.size;
  }

  private at({ ref }: ReportedProject): RowFacts {
    const key = `${/\d+$/.exec(ref.cell)?.[0] ?? ''}!${ref.sheet}`;
    const found = this.rows.get(key);
    if (found !== undefined) return found;
    const made: RowFacts = { planEntries: [], disbursements: [], demands: [] };
    this.rows.set(key, made);
    return made;
  }
}
