/** A time limit that can rest: only the time in which it runs counts. */
export class Deadline {
  private timer: NodeJS.Timeout | null = null;
  private since = 0;

  constructor(
    private leftMilliseconds: number,
    private readonly onEnd: () => void,
  ) {}

  run(): void {
    if (this.timer !== null) return;
    this.since = performance.now();
    this.timer = setTimeout(this.onEnd, this.leftMilliseconds);
  }

  rest(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
    this.leftMilliseconds = Math.max(0, this.leftMilliseconds - (performance.now() - this.since));
  }
}
