/**
 * The life of an import: state -> states that may follow. The one table of it: the service moves by it, the database refuses
 * anything else by it (seeded at every start), and docs/import-states.md shows it.
 */
export const IMPORT_TRANSITIONS = {
  /** bytes kept, reading queued */
  received: ['read', 'rejected', 'failed', 'cancelled'],
  /** cells and tables understood and staged; the mapping in force is still to be applied */
  read: ['mapped', 'rejected', 'failed', 'cancelled'],
  /** columns and rows turned into amounts of the books; still to be checked against the books */
  mapped: ['checked', 'rejected', 'failed', 'cancelled'],
  /** checked against the books; may be committed where no group of warnings waits for a reason */
  checked: ['ready', 'fixing', 'read', 'mapped', 'committed', 'cancelled'],
  /** checked, and every confirmation and reason given */
  ready: ['checked', 'fixing', 'read', 'mapped', 'committed', 'cancelled'],
  /** errors keep it out of the books */
  rejected: ['received', 'fixing', 'read', 'cancelled'],
  /** a person is mending cells */
  fixing: ['read', 'mapped', 'cancelled'],
  /** the program gave up, with the reason; can be tried again */
  failed: ['received', 'cancelled'],
  /** in the books */
  committed: ['reversed'],
  /** out of the books again, by adding, never by deleting */
  reversed: [],
  /** given up before it was committed */
  cancelled: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportState = keyof typeof IMPORT_TRANSITIONS;

export const IMPORT_STATES = Object.keys(IMPORT_TRANSITIONS) as readonly ImportState[];

/** What a background worker has to do next with an import in such a state; other states wait for a person. */
export const JOB_PHASES = { received: 'read', read: 'map', mapped: 'check' } as const satisfies Partial<
  Record<ImportState, string>
>;

export type WaitingState = keyof typeof JOB_PHASES;
export type JobPhase = (typeof JOB_PHASES)[WaitingState];

/** True while the program, not a person, has to act next. */
export function isWaiting(state: ImportState): state is WaitingState {
  return Object.hasOwn(JOB_PHASES, state);
}

/** True where a person may still commit, mend or give the import up: checked or ready. */
export function isCommittable(state: ImportState): boolean {
  return mayBecome(state, 'committed');
}

export function mayBecome(from: ImportState, to: ImportState): boolean {
  return (IMPORT_TRANSITIONS[from] as readonly ImportState[]).includes(to);
}
