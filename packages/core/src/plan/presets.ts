/** How fast a rollout is meant to go; `own` where a person has changed it. */
export type Pace = '24h' | '8h' | 'all-at-once' | 'own';
export type PresetPace = Exclude<Pace, 'own'>;

export interface Preset {
  readonly pace: PresetPace;
  /** By ring, the share of all hosts; the rest follows, and then what was held back. */
  readonly shares: readonly number[];
  /** By ring, with the rest and what was held back. */
  readonly startHours: readonly number[];
  readonly endHours: number;
}

/**
 * Shares and starts. For the assumed defects and 10,000 hosts, the longer plan loses 1.4 to 2 times
 * what the best plan does where `paceFor` proposes it, and the shorter one 1.3 times at 1e-4 and 4 at
 * 0.1; with starts by the look-ahead rule, both at most 1.15 times. What is held back begins last, with
 * time to look at the rest before.
 */
export const presets: Readonly<Record<PresetPace, Preset>> = {
  '24h': {
    pace: '24h',
    shares: [0.002, 0.01, 0.05, 0.2],
    startHours: [0, 1.5, 4, 8, 14, 20],
    endHours: 24,
  },
  '8h': { pace: '8h', shares: [0.005, 0.05, 0.3], startHours: [0, 1, 2.5, 5, 7], endHours: 8 },
  'all-at-once': { pace: 'all-at-once', shares: [], startHours: [0], endHours: 1.5 },
};

/**
 * Above so many broken hosts per unpatched host and hour, the plan of 8 hours loses less. For the
 * assumed defects the two cost the same at 4.5e-5 with 1,000 hosts and at 1.5e-5 with 10,000: the
 * switch is at the upper end, since the longer plan also sees what shows later than was assumed.
 */
const switchPerHour = 5e-5;

/**
 * From so many on, no ring pays: where a compromise costs as much as a hundred broken hosts, that is a
 * worm which takes one unpatched host in a hundred each hour.
 */
const noRingsPerHour = 1;

/** The pace for an exposure; `all-at-once` is to be signed off by a person. */
export function paceFor(exposurePerHour: number): PresetPace {
  if (exposurePerHour >= noRingsPerHour) return 'all-at-once';
  return exposurePerHour > switchPerHour ? '8h' : '24h';
}
