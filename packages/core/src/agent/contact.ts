/** Polls that a host may miss before it counts as silent: one may be lost, two hardly. */
export const pollsMissed = 3;

/** Of a host with an agent: how often it is to ask, and when it did so last. */
export interface AgentContact {
  /** Milliseconds since 1970. */
  readonly lastContactMs: number;
  readonly pollSeconds: number;
}

/** Whether nothing was heard of the host for longer than three of its own polls. */
export function isSilent({ lastContactMs, pollSeconds }: AgentContact, nowMs: number): boolean {
  return nowMs - lastContactMs > pollsMissed * pollSeconds * 1000;
}
