import type { StagedBatch, StagingTarget } from './staged-workbook.js';

/** The batches of a reading, taken target by target as they come. */
export class StagedPieces {
  private readonly batches: AsyncIterator<StagedBatch, unknown>;
  private next: StagedBatch | null = null;
  private tablesText: string | null = null;

  /** @param onRows hears how many rows of a table were taken */
  constructor(
    batches: AsyncIterable<StagedBatch>,
    private readonly onRows: (into: StagingTarget, rows: number) => void,
  ) {
    this.batches = batches[Symbol.asyncIterator]();
  }

  /** The JSON of the tables as understood; the same whenever it is asked for. */
  async tables(): Promise<string> {
    return (this.tablesText ??= await this.text());
  }

  /** Target of the next piece, null after the last. */
  async target(): Promise<StagingTarget | null> {
    if (this.next === null) {
      const step = await this.batches.next();
      this.next = step.done === true ? null : step.value;
    }
    return this.next?.into ?? null;
  }

  /** The pieces of the next target, to its last. */
  async *ofTarget(): AsyncGenerator<Uint8Array> {
    const into = await this.target();
    while (into !== null && (await this.target()) === into && this.next !== null) {
      const { bytes, rows } = this.next;
      this.next = null;
      yield bytes;
      this.onRows(into, rows);
    }
  }

  /** The same as one text. */
  async text(): Promise<string> {
    const bytes: Uint8Array[] = [];
    for await (const piece of this.ofTarget()) bytes.push(piece);
    return Buffer.concat(bytes).toString('utf8');
  }
}
