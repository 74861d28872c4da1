interface Offer<Part> {
  readonly part: Part;
  readonly take: () => void;
}

/**
 * A source that pushes its parts and waits for each to be received, as one that is pulled: a part counts as received when the next
 * is asked for. Gives what the source ends with, and throws what it rejects with. Who leaves early has to end the source.
 */
export async function* pulled<Part, End>(
  start: (receive: (part: Part) => Promise<void>) => Promise<End>,
): AsyncGenerator<Part, End, undefined> {
  const offers: Offer<Part>[] = [];
  let isOver = false;
  let wake = (): void => undefined;
  const receive = (part: Part): Promise<void> =>
    new Promise((take) => {
      if (isOver) return take();
      offers.push({ part, take });
      wake();
    });
  const end = (): void => {
    isOver = true;
    for (const { take } of offers.splice(0)) take();
    wake();
  };
  const ended = start(receive);
  ended.then(end, end);
  try {
    for (;;) {
      const offer = offers.shift();
      if (offer !== undefined) {
        try {
          yield offer.part;
        } finally {
          offer.take();
        }
      } else if (isOver) {
        return await ended;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    end();
  }
}
