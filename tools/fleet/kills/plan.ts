/** What is killed, and when: the seed decides. */
import { createHash } from 'node:crypto';

/** `unit`: the agent with all that it has begun. `host`: the whole machine. */
export const victims = ['agent', 'unit', 'host', 'server'] as const;
export type Victim = (typeof victims)[number];

/** How far the order has come, as the host's own disk shows it. */
export const moments = ['placed', 'received', 'begun', 'configuring', 'ended'] as const;
export type Moment = (typeof moments)[number];

export interface Kill {
  readonly victim: Victim;
  readonly moment: Moment;
  /** After that moment. */
  readonly delayMs: number;
  /** Until what was killed is started again. */
  readonly awayMs: number;
}

const delayMaxMs = 1200;
const awayMaxMs = 1500;

export function killOf(seed: number): Kill {
  const hash = createHash('sha256').update(`kill ${seed}`).digest();
  const pick = <T>(list: readonly T[], at: number) =>
    list[hash.readUInt32BE(at) % list.length] as T;
  return {
    victim: pick(victims, 0),
    moment: pick(moments, 4),
    delayMs: hash.readUInt32BE(8) % delayMaxMs,
    awayMs: hash.readUInt32BE(12) % awayMaxMs,
  };
}
