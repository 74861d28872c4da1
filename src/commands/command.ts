/** What a command says: results on standard output, progress and messages on standard error (contract: "Commands"). */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly say: (text: string) => void;
}

/** 0 done, 2 wrong usage, 3 input refused, 1 anything unexpected. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The words of a command line do not fit; the message says what the command takes. */
export class WrongUsage extends Error {}

export type Command = (args: string[], terminal: Terminal) => Promise<ExitCode>;
