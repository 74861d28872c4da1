import type { Issue } from '../../domain/issue.js';
import type { ReportedFacts } from '../../domain/reported-facts.js';
import type { Line, ReconciliationLine } from '../understanding/reading.js';
import { sharedCage } from './cage.js';
import { compiled, type Caged, type CageOptions } from './caged-child.js';
import { unpackFacts } from './packed-facts.js';
import { unpackLines, unpackSums } from './packed-lines.js';
import type { CagePart, PartCounts, ReadingHead } from './protocol.js';

/** What an interpreter makes of a reading: facts and issues travel in batches, everything else of it at once. */
export interface Interpreted {
  readonly facts: ReportedFacts;
  /** every issue to be told, those of the reading included where the interpreter includes them */
  readonly issues: readonly Issue[];
}

/**
 * A pure function `(reading, settings) => Meaning` that runs in the child, beside the whole reading, so that the parent never
 * holds it: `factsOf` of `understanding/facts.ts` is one. Facts name their project by the cell of a line.
 */
export interface Interpreter<Settings> {
  /** URL of the module that exports it, e.g. `new URL('interpret.js', import.meta.url)` */
  readonly module: URL;
  /** name of the export */
  readonly name: string;
  /** its second argument; anything that a structured clone keeps */
  readonly settings: Settings;
}

/** Parts of an understood workbook, in this order: `read`, `head`, `issues` …, then for each table `sums` … and `lines` …. */
export type UnderstoodPart<Meaning extends Interpreted> =
  /** the cells are read, in so many rows; understanding begins */
  | { readonly kind: 'read'; readonly rows: number }
  | {
      readonly kind: 'head';
      readonly reading: ReadingHead;
      /** how many of everything will come */
      readonly counts: PartCounts;
      /** what the interpreter says beside facts and issues */
      readonly meaning: Omit<Meaning, 'facts' | 'issues'>;
    }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  /** sums that a table prints, compared */
  | { readonly kind: 'sums'; readonly table: number; readonly sums: readonly ReconciliationLine[] }
  /** lines in the order of their rows, with the facts that these lines state; `table` is an index into `head.reading.tables` */
  | { readonly kind: 'lines'; readonly table: number; readonly lines: readonly Line[]; readonly facts: ReportedFacts };

export interface UnderstandOptions extends CageOptions {
  /** false: the batches bring facts alone, their `lines` are empty; true where not given */
  readonly lines?: boolean;
}

/**
 * Reads, understands and interprets a workbook in a child process and hands the result on in batches of at most 250 lines, sums or
 * issues (a few milliseconds each on the event loop of this process). The child waits until `receive` has settled before it sends
 * more than one batch ahead, and that waiting does not count as its time. `ok: false` with the issues that say why where the file
 * is refused, too slow, too heavy, or the child failed; it may come after batches were received, so receive inside a transaction.
 * Rejects where `receive` does (the child is ended) and where the signal is aborted.
 *
 * @param bytes the whole file
 * @param file its name, without folders
 */
export function understandInCage<Settings, Meaning extends Interpreted>(
  bytes: Uint8Array,
  file: string,
  interpreter: Interpreter<Settings>,
  receive: (part: UnderstoodPart<Meaning>) => void | Promise<void>,
  options: UnderstandOptions = {},
): Promise<Caged> {
  const { module, name, settings } = interpreter;
  const order = { module: compiled(module).href, name, settings };
  const task = { kind: 'understanding', interpreter: order, lines: options.lines ?? true } as const;
  return sharedCage().run(task, bytes, file, (part) => receive(unpack(part)), options);
}

const NO_FACTS: ReportedFacts = { planEntries: [], disbursements: [], demands: [] };

function unpack<Meaning extends Interpreted>(part: CagePart): UnderstoodPart<Meaning> {
  switch (part.kind) {
    case 'read':
    case 'issues':
      return part;
    case 'head':
      return { ...part, meaning: part.meaning as Omit<Meaning, 'facts' | 'issues'> };
    case 'sums':
      return { kind: 'sums', table: part.table, sums: unpackSums(part.packed) };
    case 'lines': {
      const facts = part.facts === null ? NO_FACTS : unpackFacts(part.facts);
      return { kind: 'lines', table: part.table, lines: unpackLines(part.packed), facts };
    }
    case 'workbook':
    case 'rows':
    case 'merges':
      throw new Error(`a part "${part.kind}" in the answer to an order to understand`);
  }
}
