import { sharedCage } from './cage.js';
import { compiled, type Caged, type CageOptions } from './caged-child.js';

/** What an interpreter makes of a reading: a small head, and batches that are made one at a time, as they leave. */
export interface Interpretable<Head, Batch> {
  readonly head: Head;
  readonly batches: Iterable<Batch>;
}

/**
 * A pure function `(reading, settings) => Interpretable<Head, Batch>` that runs in the child, beside the whole reading, so that the
 * parent never holds it. Head and batches are anything that a structured clone keeps; a batch of bytes costs the parent least.
 */
export interface Interpreter<Settings> {
  /** URL of the module that exports it, e.g. `new URL('interpret.js', import.meta.url)` */
  readonly module: URL;
  /** name of the export */
  readonly name: string;
  /** its second argument; anything that a structured clone keeps */
  readonly settings: Settings;
}

/** Parts of an interpreted workbook, in this order: `read`, `head`, `batch` …. */
export type InterpretedPart<Head, Batch> =
  /** the cells are read, in so many rows; understanding begins */
  | { readonly kind: 'read'; readonly rows: number }
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'batch'; readonly batch: Batch };

/**
 * Reads, understands and interprets a workbook in a child process and hands the result on in batches. The child waits until
 * `receive` has settled before it sends more than one batch ahead, and that waiting does not count as its time. `ok: false` with
 * the issues that say why where the file is refused, too slow, too heavy, or the child failed; it may come after batches were
 * received, so receive inside a transaction. Rejects where `receive` does (the child is ended) and where the signal is aborted.
 *
 * @param bytes the whole file
 * @param file its name, without folders
 */
export function interpretInCage<Settings, Head, Batch>(
  bytes: Uint8Array,
  file: string,
  interpreter: Interpreter<Settings>,
  receive: (part: InterpretedPart<Head, Batch>) => void | Promise<void>,
  options: CageOptions = {},
): Promise<Caged> {
  const { module, name, settings } = interpreter;
  const order = { module: compiled(module).href, name, settings };
  return sharedCage().run(
    { kind: 'interpretation', interpreter: order },
    bytes,
    file,
    (part) => receive(part as InterpretedPart<Head, Batch>),
    options,
  );
}
