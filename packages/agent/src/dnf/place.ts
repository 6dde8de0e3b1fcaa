/** Where on the host the driver works, and how far it may go there. */
export interface DnfPlace {
  /** The host's disk as this process sees it; `/` on the host itself. */
  readonly root: string;
  /** Of the driver alone, on the host: the order that it is at, and what dnf says meanwhile. */
  readonly stateFolder: string;
  /** How long somebody else's work is waited for. */
  readonly lockSeconds: number;
}

export const thisRpmHost: DnfPlace = {
  root: '/',
  stateFolder: '/var/lib/daybreak-agent/dnf',
  lockSeconds: 120,
};
