/** What people know of a host that no inventory shows. Null where nobody has said it. */
export interface HostFacts {
  readonly exposed: Reach | null;
  readonly mission: Mission | null;
  /** What it is for: `dc`, `web`, `workstation`. Lower case. */
  readonly role: string | null;
  readonly owner: string | null;
  readonly group: string | null;
}

/** Who can reach the host: anyone from the internet, some through restrictions, nobody from there. */
export const reaches = ['no', 'controlled', 'yes'] as const;
export type Reach = (typeof reaches)[number];

/** What its failure would mean for the mission, or for people. */
export const missions = ['low', 'medium', 'high', 'very high'] as const;
export type Mission = (typeof missions)[number];

export type HostFactName = keyof HostFacts;
export const hostFactNames: readonly HostFactName[] = [
  'exposed',
  'mission',
  'role',
  'owner',
  'group',
];

export const noHostFacts: HostFacts = {
  exposed: null,
  mission: null,
  role: null,
  owner: null,
  group: null,
};
