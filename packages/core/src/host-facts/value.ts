import { type HostFactName, missions, reaches } from '../urgency/index.ts';

/** The longest text of a fact, in characters. */
export const factMaxCharacters: Readonly<Record<HostFactName, number>> = {
  exposed: 20,
  mission: 20,
  role: 60,
  owner: 200,
  group: 200,
};

export type ReadFact = { readonly value: string } | { readonly problem: string };

/**
 * A fact's value from what a person wrote, in whatever case and with whatever blanks around it.
 * Roles are kept in lower case; owners and groups as they were written.
 * @returns the value as facts have it, or in words why it is none
 */
export function readFact(fact: HostFactName, written: string): ReadFact {
  const text = written.trim();
  if (text === '') return { problem: `${fact} must say something` };
  if (text.length > factMaxCharacters[fact]) {
    return { problem: `${fact} is longer than ${factMaxCharacters[fact]} characters` };
  }
  if (text.includes('\0') || !text.isWellFormed()) return { problem: `${fact} is no text` };
  if (fact === 'exposed') return oneOf(fact, reaches, text.toLowerCase());
  if (fact === 'mission') return oneOf(fact, missions, text.toLowerCase().replace(/[\s_-]+/g, ' '));
  if (fact === 'role' && !isOneRole(text)) return { problem: `role is "${text}": one role only` };
  return { value: fact === 'role' ? text.toLowerCase() : text };
}

/** Policies and directives ask for one: a list in a cell would be the name of a role nobody has. */
export function isOneRole(text: string): boolean {
  return !/[,;]/.test(text);
}

function oneOf(fact: HostFactName, values: readonly string[], text: string): ReadFact {
  if (values.includes(text)) return { value: text };
  return { problem: `${fact} is "${text}", which is none of ${values.join(', ')}` };
}
