/** What the exit status says; the same as that of the other commands of Daybreak. */
export const agentExit = {
  done: 0,
  badInput: 2,
  /** A fault of Daybreak itself (`EX_SOFTWARE` of BSD's sysexits). */
  fault: 70,
  /** Nobody answered: the same may be tried again (`EX_TEMPFAIL`). */
  tryAgain: 75,
} as const;

export type AgentExit = (typeof agentExit)[keyof typeof agentExit];
