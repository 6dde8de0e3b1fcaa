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

/**
 * Facts with one more, from its name and value in any letter case.
 * @returns in words what is wrong, where the name or the value is none
 */
export function withHostFact(facts: HostFacts, name: string, value: string): HostFacts | string {
  const fact = hostFactNames.find((one) => one === name.trim().toLowerCase());
  if (fact === undefined) return `"${name}" is no fact of a host: ${hostFactNames.join(', ')}`;
  const text = value.trim();
  if (text === '') return `${fact} has no value`;
  const words = wordsOf[fact];
  const word = words === null ? text : text.toLowerCase().replaceAll(/[\s_-]+/g, ' ');
  if (words !== null && !words.includes(word))
    return `${fact} is ${words.join(', ')}, not "${value}"`;
  return { ...facts, [fact]: fact === 'role' ? text.toLowerCase() : word };
}

/** Null where any word will do. */
const wordsOf: Readonly<Record<HostFactName, readonly string[] | null>> = {
  exposed: reaches,
  mission: missions,
  role: null,
  owner: null,
  group: null,
};
