/** What the exit status of a command says; part of its interface for scripts. */
export const exitCodes = {
  answered: 0,
  /** `--fail-on` matched. */
  tierReached: 1,
  /** A file, an option or the data folder is not what it has to be; what could be answered was. */
  badInput: 2,
  /** Not one host could be decided. */
  undecided: 3,
  /** A fault of Daybreak itself (`EX_SOFTWARE` of BSD's sysexits). */
  fault: 70,
  /** Nobody answered: the same may be tried again (`EX_TEMPFAIL`). */
  tryAgain: 75,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
