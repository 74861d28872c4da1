import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import { toCellText } from './xml-text.js';

/** Joins the runs of a `<si>` or `<is>` that the XML parser hands on, and drops phonetic readings (`<rPh>`). */
export class RichText {
  isOpen = false;
  private runs: string[] = [];
  private run = '';
  private length = 0;
  private inRun = false;
  private inText = false;
  private start = 0;
  private seen = 0;

  /** @param depth depth of the `<si>` or `<is>` element */
  constructor(
    private readonly depth: number,
    private readonly limits: ReadingLimits,
  ) {}

  begin(): void {
    this.isOpen = true;
    this.runs = [];
    this.length = 0;
    this.start = this.seen;
  }

  open(name: string, depth: number): void {
    if (depth === this.depth + 1) this.inRun = name === 'r';
    const isOwn = depth === this.depth + 1 || (depth === this.depth + 2 && this.inRun);
    this.inText = name === 't' && isOwn;
    if (this.inText) this.run = '';
  }

  text(piece: string): void {
    if (!this.inText) return;
    this.length += piece.length;
    if (this.length > this.limits.stringXmlBytes) throw this.tooLong();
    this.run += piece;
  }

  close(name: string, depth: number): void {
    if (name === 't' && this.inText) {
      this.runs.push(toCellText(this.run));
      this.inText = false;
    }
    if (depth === this.depth + 1) this.inRun = false;
  }

  end(): string {
    this.isOpen = false;
    this.inText = false;
    const text = this.runs.join('').normalize('NFC');
    if (text.length > this.limits.textCharacters) throw say.textTooLong(this.limits.textCharacters);
    return text;
  }

  /** @param characters of the part parsed so far */
  progress(characters: number): void {
    this.seen = characters;
    if (this.isOpen && characters - this.start > this.limits.stringXmlBytes) throw this.tooLong();
  }

  private tooLong(): Error {
    return say.xmlTooLong('Một ô chữ', this.limits.stringXmlBytes);
  }
}
