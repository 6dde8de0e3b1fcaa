import type { ExposureState } from './assessment.ts';
import type { AdvisoryTracks, Track } from './prepared.ts';
import type { HostPresence } from './presence.ts';

/** What was found of one advisory on one host. */
export interface Judged {
  readonly tracks: AdvisoryTracks;
  readonly state: ExposureState;
  /** The update that decided: one that closed it, or the first that is missing; -1 if there is none. */
  readonly by: number;
}

/** Fixed when a track is complete; open when every track surely misses something; else unknown. */
export function judge(tracks: AdvisoryTracks, presence: HostPresence): Judged {
  let state: ExposureState = 'open';
  for (const track of tracks.tracks) {
    const complete = isComplete(track, presence);
    if (complete === true) return { tracks, state: 'fixed', by: track.at(-1) ?? -1 };
    if (complete === null) state = 'unknown';
  }
  const first = tracks.tracks[0] ?? [];
  const by = first.find((at) => presence.of(at).present !== true) ?? -1;
  return { tracks, state, by };
}

export function isClosed(tracks: AdvisoryTracks, presence: HostPresence): boolean {
  return judge(tracks, presence).state === 'fixed';
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
