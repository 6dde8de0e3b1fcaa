/** The facts of a host and their values, in the words of the screens. */
import { type HostFacts, mission, reach } from '@daybreak/protocol/host-facts';

export type FactName = keyof HostFacts['facts'];

export const factNames: readonly FactName[] = ['exposed', 'mission', 'role', 'owner', 'group'];

export const factWords: Readonly<Record<FactName, string>> = {
  exposed: 'Exposed to the internet',
  mission: 'Mission',
  role: 'Role',
  owner: 'Owner',
  group: 'Group',
};

/** What the fact means, for whoever has to say it. */
export const factHints: Readonly<Record<FactName, string>> = {
  exposed: 'Who can reach it from the internet.',
  mission: 'What its failure would mean for the organisation, or for people.',
  role: 'What it is for, one role only: web, dc, database, workstation.',
  owner: 'Who answers for it.',
  group: 'By which policies and exceptions name it.',
};

const reachWords = {
  yes: 'yes, anyone can reach it',
  controlled: 'some, through restrictions',
  no: 'no',
} as const;

/** The values to choose from; null where any text will do. */
export function choicesOf(fact: FactName): readonly string[] | null {
  if (fact === 'exposed') return reach.options.toReversed();
  return fact === 'mission' ? mission.options : null;
}

export function valueText(fact: FactName, value: string): string {
  const known = fact === 'exposed' ? reach.safeParse(value).data : undefined;
  return known === undefined ? value : reachWords[known];
}

export const factMaxCharacters: Readonly<Record<FactName, number>> = {
  exposed: 20,
  mission: 20,
  role: 60,
  owner: 200,
  group: 200,
};
