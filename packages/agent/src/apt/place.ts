/** Where on the host the driver works, and how far it may go there. */
export interface AptPlace {
  /** The host's disk as this process sees it; `/` on the host itself. */
  readonly root: string;
  /** Of the driver alone, on the host: files of packages to go back with, and the order it is at. */
  readonly stateFolder: string;
  /** All kept files together are no larger than this. */
  readonly keptMaxBytes: number;
  /** How long somebody else's work is waited for. */
  readonly lockSeconds: number;
}

export const thisHost: AptPlace = {
  root: '/',
  stateFolder: '/var/lib/daybreak-agent/apt',
  keptMaxBytes: 2_000_000_000,
  lockSeconds: 120,
};
