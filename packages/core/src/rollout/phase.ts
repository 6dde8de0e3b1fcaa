/** How far one host has come in a rollout. */
export const phases = [
  /** Nothing is ordered. */
  'waiting',
  /** An order is there; the host has not asked for it. */
  'ordered',
  /** It did not ask for its order in time, which was taken away again; it is asked anew once it is heard. */
  'unreached',
  /** The host has the order and may begin until its lease ends. */
  'granted',
  'installing',
  /** It says that it is done; its inventory does not show it yet. */
  'done',
  /** Silent since it was granted, and before its inventory showed anything. */
  'lost',
  /** Its own later inventory shows the update. */
  'verified',
  /** Begun, and its inventory does not show it. */
  'failed',
  /** It would not begin. */
  'refused',
  'going-back',
  'rolled-back',
  /** Left as it is, with a reason. */
  'excepted',
] as const;
export type Phase = (typeof phases)[number];

export function phaseNumber(phase: Phase): number {
  return phases.indexOf(phase);
}

export function phaseOf(number: number): Phase {
  const phase = phases[number];
  if (phase === undefined) throw new RangeError(`there is no phase ${number}`);
  return phase;
}

/** With the patch from when it may have begun: a patch that kills a host does so before it is said. */
export type Arm = 'patched' | 'unpatched' | 'neither';

const arms: Readonly<Record<Phase, Arm>> = {
  waiting: 'unpatched',
  ordered: 'unpatched',
  unreached: 'unpatched',
  granted: 'patched',
  installing: 'patched',
  done: 'patched',
  lost: 'patched',
  verified: 'patched',
  failed: 'patched',
  refused: 'unpatched',
  'going-back': 'neither',
  'rolled-back': 'neither',
  excepted: 'neither',
};

export function armOf(phase: Phase): Arm {
  return arms[phase];
}

/** It may be away at any moment, or may have stayed away: its peers in a dependency group wait. */
const awayPhases: ReadonlySet<Phase> = new Set([
  'ordered',
  'granted',
  'installing',
  'done',
  'lost',
  'failed',
  'going-back',
]);

export function mayBeAway(phase: Phase): boolean {
  return awayPhases.has(phase);
}

/** Granted, and not known to have ended. */
export const inFlight = ['granted', 'installing', 'done'] as const satisfies readonly Phase[];

/** The host's end, unless somebody wants it otherwise. */
export const ends = ['verified', 'rolled-back', 'excepted'] as const satisfies readonly Phase[];

/** Somebody's task: it does not come to an end by itself. */
export const stuck = ['unreached', 'lost', 'failed', 'refused'] as const satisfies readonly Phase[];
