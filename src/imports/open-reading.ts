import type { Issue } from '../domain/issue.js';
import type { CageOptions, Caged } from '../workbook/cage/caged-child.js';
import { interpretInCage, type InterpretedPart } from '../workbook/cage/interpret-in-cage.js';
import { pulled } from '../workbook/cage/pulled.js';
import { StagedPieces } from './staged-pieces.js';
import type { StagedBatch, StagedHead, StagingSettings } from './staged-workbook.js';

export type StagedPart = InterpretedPart<StagedHead, StagedBatch>;

/** Reads a workbook and stages it part by part; settled when the last part is received. */
export type ReadStaged = (
  bytes: Uint8Array,
  file: string,
  settings: StagingSettings,
  receive: (part: StagedPart) => Promise<void>,
  options: CageOptions,
) => Promise<Caged>;

/** In a child process, with its limits. */
export const stageInCage: ReadStaged = (bytes, file, settings, receive, options) => {
  const module = new URL('staged-workbook.js', import.meta.url);
  return interpretInCage(bytes, file, { module, name: 'stageReading', settings }, receive, options);
};

/** A file that cannot be read, with the reasons. */
export class UnreadableWorkbook extends Error {
  override readonly name = 'UnreadableWorkbook';

  constructor(readonly issues: readonly Issue[]) {
    super(issues[0]?.code);
  }
}

export interface ReadingRequest {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly settings: StagingSettings;
  readonly corrections: NonNullable<CageOptions['corrections']>;
  readonly signal: AbortSignal;
  /** hears how many lines are staged, of how many */
  readonly onProgress: (done: number, total: number) => void;
}

/** A workbook that is being read: the reader is ahead by no more than what is taken. Has to be closed. */
export class OpenReading {
  /** taken once, in a transaction */
  readonly pieces: StagedPieces;
  private readonly stop = new AbortController();
  private readonly parts: AsyncGenerator<StagedPart, Caged, undefined>;
  private known: Promise<StagedHead> | null = null;
  private readonly lines = { done: 0, total: 0 };

  constructor({ bytes, file, settings, corrections, signal, onProgress }: ReadingRequest, read: ReadStaged) {
    const options = { corrections, signal: AbortSignal.any([signal, this.stop.signal]) };
    this.parts = pulled<StagedPart, Caged>((receive) => read(bytes, file, settings, receive, options));
    this.pieces = new StagedPieces(this.batches(), (into, rows) => {
      if (into === 'import_line') this.lines.done += rows;
      onProgress(this.lines.done, this.lines.total);
    });
  }

  /** @throws UnreadableWorkbook */
  head(): Promise<StagedHead> {
    return (this.known ??= this.readHead());
  }

  /** Ends the reader, where it has not ended. */
  async close(): Promise<void> {
    this.stop.abort(new Error('the reading is closed'));
    await this.parts.return({ ok: true });
  }

  private async readHead(): Promise<StagedHead> {
    for (;;) {
      const part = await this.nextPart();
      if (part === null) throw new Error('a reading without a head');
      if (part.kind !== 'head') continue;
      this.lines.total = part.head.lines;
      return part.head;
    }
  }

  private async *batches(): AsyncGenerator<StagedBatch> {
    await this.head();
    for (let part = await this.nextPart(); part !== null; part = await this.nextPart()) {
      if (part.kind === 'batch') yield part.batch;
    }
  }

  private async nextPart(): Promise<StagedPart | null> {
    const step = await this.parts.next();
    if (step.done !== true) return step.value;
    if (!step.value.ok) throw new UnreadableWorkbook(step.value.issues);
    return null;
  }
}
