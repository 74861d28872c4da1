import type { Issue } from '../../domain/issue.js';

/** What the annotating child process is asked, once. */
export interface AnnotateOrder {
  readonly bytes: Uint8Array;
  readonly issues: readonly Issue[];
  readonly parentPid: number;
  readonly wallMilliseconds: number;
}

/** What it answers, once: the marked workbook, or why there can be only the list of issues (Vietnamese). */
export type AnnotateAnswer =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly why: string };
