/**
 * draft (rule and options only) -> open (facts pinned at `knownAt`) -> explanations (investors are asked) -> decided (every row
 * has a verdict) -> issued (frozen, numbered, bytes kept) -> superseded (another list took its place).
 */
export const ROUND_STATES = ['draft', 'open', 'explanations', 'decided', 'issued', 'superseded'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** The life of a round; the database holds the same table (`guard_review_round`). A decided round may be taken up again. */
export const ROUND_TRANSITIONS: Readonly<Record<RoundState, readonly RoundState[]>> = {
  draft: ['open'],
  open: ['explanations', 'decided'],
  explanations: ['decided'],
  decided: ['explanations', 'issued'],
  issued: ['superseded'],
  superseded: [],
};

export function canBecome(from: RoundState, to: RoundState): boolean {
  return ROUND_TRANSITIONS[from].includes(to);
}

/** Vietnamese, lower case, as inside a sentence. */
export const ROUND_STATE_NAMES: Readonly<Record<RoundState, string>> = {
  draft: 'bản nháp, chưa chốt số liệu',
  open: 'đang mở',
  explanations: 'đang lấy giải trình',
  decided: 'đã có kết luận',
  issued: 'đã ban hành',
  superseded: 'đã được thay thế',
};

/** Verdicts, donors and explanations are taken while the round is in one of these. */
export const WORKING_STATES: readonly RoundState[] = ['open', 'explanations'];

/** The list is frozen: only its kept bytes are handed out. */
export function isFrozen(state: RoundState): boolean {
  return state === 'issued' || state === 'superseded';
}
