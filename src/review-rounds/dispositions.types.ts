import type { Disposition } from '../domain/disposition.js';

/** The verdict on a row of a round, as it stands. */
export interface DispositionView extends Disposition {
  readonly projectId: string;
  /** 1, 2, …: the number that the next change has to name */
  readonly version: number;
  /** name of the reason's code */
  readonly reason: string | null;
  /** nobody answered by the deadline */
  readonly bySilence: boolean;
  readonly recordedAt: Date;
}

/** A project that joins the list though the percentage does not catch it. */
export interface DonorView {
  readonly projectId: string;
  readonly reasonCode: string;
  readonly reason: string;
  readonly foundBy: 'rule' | 'hand';
  /** Vietnamese: on what it rests */
  readonly ground: string;
  readonly recordedAt: Date;
}
