/**
 * Large results travel in pieces: the parent turns each message back into objects on its event loop, and one message of
 * 100.000 rows would hold that loop for most of a second.
 */
export interface Piece {
  /** of an array inside the skeleton */
  readonly path: readonly (string | number)[];
  readonly items: readonly unknown[];
}

const ITEMS_A_PIECE = 250;

/** What is to be taken out of a result: arrays of the whole (`issues`), and of each element of an array (`tables` -> `lines`). */
export type LongArrays = Readonly<Record<string, readonly string[]>>;

export interface Pieces {
  /** the result with its long arrays empty */
  readonly skeleton: Record<string, unknown>;
  readonly pieces: Piece[];
}

/** Takes the long arrays out of a result. `long` maps a key to the keys inside its elements; none means the array itself. */
export function takeApart(result: object, long: LongArrays): Pieces {
  const skeleton: Record<string, unknown> = { ...result };
  const pieces: Piece[] = [];
  for (const [key, inner] of Object.entries(long)) {
    const elements = skeleton[key] as Record<string, unknown>[];
    if (inner.length === 0) {
      pieces.push(...slices([key], elements));
      skeleton[key] = [];
      continue;
    }
    skeleton[key] = elements.map((element, index) => {
      const emptied = { ...element };
      for (const name of inner) {
        pieces.push(...slices([key, index, name], element[name] as unknown[]));
        emptied[name] = [];
      }
      return emptied;
    });
  }
  return { skeleton, pieces };
}

function slices(path: Piece['path'], items: readonly unknown[]): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < items.length; from += ITEMS_A_PIECE) {
    pieces.push({ path, items: items.slice(from, from + ITEMS_A_PIECE) });
  }
  return pieces;
}

/** Puts a piece back into the skeleton it was taken from. */
export function putBack(skeleton: Record<string, unknown>, piece: Piece): void {
  let place: unknown = skeleton;
  for (const step of piece.path) place = (place as Record<string | number, unknown>)[step];
  (place as unknown[]).push(...piece.items);
}
