import type { Issue } from '../../domain/issue.js';
import type { ReadingLimits } from '../reading/limits.js';
import type { Corrections } from '../understanding/corrections.js';
import type { Piece } from './pieces.js';

/** `cells`: plain cells only; `reading`: read and understood. */
export type CageTask = 'cells' | 'reading';

/** Parent to child, once. */
export interface CageOrder {
  readonly task: CageTask;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly limits: ReadingLimits;
  /** what a person decided about the workbook; for `reading` only */
  readonly corrections: Corrections;
  readonly parentPid: number;
  readonly wallMilliseconds: number;
}

/** Child to parent: a skeleton, its pieces, `done`; or one of the other two. */
export type CageAnswer =
  | { readonly kind: 'skeleton'; readonly skeleton: Record<string, unknown> }
  | { readonly kind: 'piece'; readonly piece: Piece }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'failed'; readonly detail: string };
