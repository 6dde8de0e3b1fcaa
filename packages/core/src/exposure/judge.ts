import type { ExposureState } from './assessment.ts';
import type { HostPresence } from './presence.ts';
import type { AdvisoryGroup, Track } from './tracks.ts';

export type JudgedState = Exclude<ExposureState, 'not affected'>;

export interface Judged {
  readonly state: JudgedState;
  /** The update that decided: the last of a complete track, or the first that is missing; else -1. */
  readonly by: number;
}

/** Judges the advisories of one host, each group once. */
export class Judge {
  readonly #presence: HostPresence;
  readonly #judged: Judged[] = [];

  constructor(presence: HostPresence) {
    this.#presence = presence;
  }

  of({ tracks, group }: AdvisoryGroup): Judged {
    let judged = this.#judged[group];
    if (judged === undefined) {
      judged = this.#judge(tracks);
      this.#judged[group] = judged;
    }
    return judged;
  }

  /** Fixed when a track is complete; open when every track surely misses something; else unknown. */
  #judge(tracks: AdvisoryGroup['tracks']): Judged {
    const presence = this.#presence;
    let state: JudgedState = 'open';
    for (const track of tracks) {
      const complete = isComplete(track, presence);
      if (complete === true) return { state: 'fixed', by: track.at(-1) ?? -1 };
      if (complete === null) state = 'unknown';
    }
    return { state, by: tracks[0]?.find((at) => presence.of(at).present !== true) ?? -1 };
  }
}

function isComplete(track: Track, presence: HostPresence): boolean | null {
  let complete: boolean | null = true;
  for (const at of track) {
    const { present } = presence.of(at);
    if (present === false) return false;
    if (present === null) complete = null;
  }
  return complete;
}
