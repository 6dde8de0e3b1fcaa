import { type Calendar, type Interval, joined } from './calendar.ts';
import { type DeadlineOutlook, outlook } from './deadline.ts';
import { drawFrom } from './draw.ts';
import type { PlanHost } from './host.ts';
import { type Prediction, predict, type RolloutForecast, type RolloutTiming } from './predict.ts';
import { type PresetPace, presets } from './presets.ts';
import { countRings, type RingDraw } from './ring-draw.ts';
import { loadRings } from './ring-load.ts';
import { type RingSize, type RingSizes, sizeRings } from './ring-size.ts';
import type { SaltedStratum } from './salted-strata.ts';

/** The fleet and times that all candidates have in common. */
export interface PlanGround {
  readonly hosts: readonly PlanHost[];
  readonly strata: readonly SaltedStratum[];
  readonly calendars: readonly (readonly Interval[])[];
  readonly freezes: readonly Interval[];
  readonly timing: RolloutTiming;
  readonly deadlineMs: number | null;
  readonly maxUnavailablePerDependencyGroup: number;
}

/** A preset carried out in a fleet. */
export interface Candidate {
  readonly pace: PresetPace;
  readonly sizes: RingSizes;
  /** With the hosts that were drawn; rings for which there were none are left out. */
  readonly rings: readonly RingSize[];
  readonly observeMs: readonly number[];
  readonly draw: RingDraw;
  readonly forecast: RolloutForecast;
  readonly prediction: Prediction;
  readonly outlook: DeadlineOutlook;
}

export const hourMs = 3_600_000;

/** Less would not even show what breaks at once: half an hour is twice its assumed onset. */
const leastObserveMs = hourMs / 2;

export function candidateOf(pace: PresetPace, ground: PlanGround): Candidate {
  const { hosts, strata, timing, deadlineMs } = ground;
  const sizes = sizeRings(presets[pace], hosts.length, strata.length);
  const { rings, draw } = withoutEmpty(sizes.rings, drawFrom(strata, hosts, sizes.rings));
  const observeMs = observationsOf(rings, presets[pace].endHours, timing);
  const forecast: RolloutForecast = {
    rings: rings.map(({ startHours }, at) => {
      return { startsAfterMs: startHours * hourMs, observeMs: observeMs[at] ?? leastObserveMs };
    }),
    loads: loadRings(hosts, draw, ground.calendars.length, ground.maxUnavailablePerDependencyGroup),
    calendars: ground.calendars.map((calendar): Calendar => joined(calendar)),
    freezes: joined(ground.freezes),
    timing,
  };
  const prediction = predict(forecast);
  const found = outlook(prediction, deadlineMs);
  return { pace, sizes, rings, observeMs, draw, forecast, prediction, outlook: found };
}

/** Rings with what was drawn for them, numbered anew where one got no host. */
function withoutEmpty(
  rings: readonly RingSize[],
  draw: RingDraw,
): { rings: readonly RingSize[]; draw: RingDraw } {
  const counts = countRings(draw, rings.length);
  const drawn = rings.map((ring, at) => ({ ...ring, hosts: counts[at] ?? 0 }));
  const kept = drawn.filter(({ hosts }) => hosts > 0);
  if (kept.length === drawn.length) return { rings: drawn, draw };
  const numbers = drawn.map((ring) => kept.indexOf(ring));
  return { rings: kept, draw: draw.map((ring) => numbers[ring] ?? ring) };
}

/** How long each ring can be looked at until the next is to start, or the plan to end. */
function observationsOf(
  rings: readonly RingSize[],
  endHours: number,
  { installMs, pollMs }: RolloutTiming,
): readonly number[] {
  return rings.map(({ startHours }, at) => {
    const gapMs = ((rings[at + 1]?.startHours ?? endHours) - startHours) * hourMs;
    return Math.max(leastObserveMs, gapMs - installMs - pollMs);
  });
}
