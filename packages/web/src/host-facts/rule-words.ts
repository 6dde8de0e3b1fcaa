/** A rule in words: for which hosts, and what it says of them. */
import type { FactRule } from '@daybreak/protocol/host-facts';
import { type FactName, factNames, factWords, valueText } from './fact-words.ts';

/** `name web-*, group shop`. */
export function matchText({
  name,
  group,
  domain,
  osName,
  inventoryRole,
}: FactRule['match']): string {
  const conditions = [
    name === '*' ? null : withValue('name', name),
    withValue('group', group),
    withValue('domain', domain),
    osName === null ? null : `operating system with “${osName}”`,
    inventoryRole === null ? null : `a ${inventoryRole} by its inventory`,
  ].filter((condition) => condition !== null);
  return conditions.length === 0 ? 'every host' : `hosts: ${conditions.join(', ')}`;
}

/** Each fact that the rule sets, with its value. */
export function setFactsOf(sets: FactRule['sets']): { fact: FactName; text: string }[] {
  return factNames.flatMap((fact) => {
    const value = fact === 'group' ? undefined : sets[fact];
    if (value === undefined) return [];
    return [{ fact, text: `${factWords[fact].toLowerCase()}: ${valueText(fact, value)}` }];
  });
}

function withValue(what: string, value: string | null): string | null {
  return value === null ? null : `${what} ${value}`;
}
