import type { InventoryRole } from './inventory-role.ts';

/** Facts that a rule can set. A group is what rules match by, so they set none. */
export const ruleFacts = ['exposed', 'mission', 'role', 'owner'] as const;
export type RuleFact = (typeof ruleFacts)[number];

/** Hosts that a rule is for: all conditions that are not null must hold, in any letter case. */
export interface FactMatch {
  /** Name pattern, in which `*` stands for any text. */
  readonly name: string | null;
  readonly group: string | null;
  readonly domain: string | null;
  /** Part of the operating system's name. */
  readonly osName: string | null;
  readonly inventoryRole: InventoryRole | null;
}

/** Gives facts to hosts for which no person has set them. Of several rules the first counts. */
export interface FactRule {
  readonly id: string;
  /** For people: `Web servers`. */
  readonly title: string;
  readonly match: FactMatch;
  readonly sets: Readonly<Partial<Record<RuleFact, string | undefined>>>;
  readonly by: string;
  /** When it was last changed, in milliseconds since 1970. */
  readonly atMs: number;
}

/** What rules see of a host. */
export interface FactSubject {
  readonly name: string;
  /** Null for none. */
  readonly group: string | null;
  readonly domain: string;
  readonly osName: string;
  readonly inventoryRole: InventoryRole | null;
}

export function ruleMatches({ match }: FactRule, host: FactSubject): boolean {
  const { name, group, domain, osName, inventoryRole } = match;
  return (
    (inventoryRole === null || inventoryRole === host.inventoryRole) &&
    (group === null || sameText(group, host.group ?? '')) &&
    (domain === null || sameText(domain, host.domain)) &&
    (osName === null || host.osName.toLowerCase().includes(osName.toLowerCase())) &&
    (name === null || fitsPattern(name.toLowerCase(), host.name.toLowerCase()))
  );
}

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether the whole text fits a pattern in which `*` stands for any text, also for none. */
function fitsPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
