/**
 * Which updates contain everything before them.
 *
 * Windows 10 and later, and Server 2016 and later, are served with cumulative updates, yet no feed
 * says which of a product's updates those are. Without knowing it, every gap in the supersedence
 * data becomes a false finding. The rule: an update is cumulative when it closes many advisories of
 * the product itself, or when it closes any and replaces one that is cumulative (an out-of-band
 * release). Updates of a part, such as .NET Framework, replace cumulative updates too, and are none.
 * Since October 2016 older products have Monthly Rollups, which MSRC does mark; where only the other
 * feed knows the month, replacing a rollup and closing many says the same.
 */
import { cumulativeBuild } from '../version/index.ts';
import type { KnownUpdate, ProductKnowledge } from './knowledge.ts';

/** Fewest advisories of a cumulative update that has no link to another one. */
export const manyAdvisories = 6;

/**
 * Secure Boot revocation lists, oldest first. They have a life of their own beside the cumulative
 * updates: they name many advisories, but contain no Windows fixes. Each holds the ones before it.
 */
const revocationLists: readonly string[] = ['KB4524244', 'KB4535680', 'KB5012170'];

/** True for updates that no cumulative update contains. */
export function isServicedSeparately({ id }: KnownUpdate): boolean {
  return revocationLists.includes(id);
}

/** What an update replaces without any feed saying so. */
export function replacesUnsaid(id: string): readonly string[] {
  return revocationLists.slice(0, Math.max(0, revocationLists.indexOf(id)));
}

export function markCumulative(knowledge: ProductKnowledge): ProductKnowledge {
  const { family, release } = knowledge.product;
  const modern = cumulativeBuild(family, release) !== null;
  const counts = ownAdvisoryCounts(knowledge);
  const cumulative = new Set<string>();
  for (const [at, update] of knowledge.updates.entries()) {
    if (!mayBeCumulative(update)) continue;
    const many = (counts.get(at) ?? 0) >= manyAdvisories;
    if (update.kind === 'cumulative' || (modern && many)) cumulative.add(update.id);
  }
  for (let size = -1; size !== cumulative.size; ) {
    size = cumulative.size;
    for (const [at, update] of knowledge.updates.entries()) {
      const linked = mayBeCumulative(update) && update.supersedes.some((id) => cumulative.has(id));
      if (linked && (counts.get(at) ?? 0) >= (modern ? 1 : manyAdvisories))
        cumulative.add(update.id);
    }
  }
  const updates = knowledge.updates.map(
    (update): KnownUpdate =>
      cumulative.has(update.id) ? { ...update, kind: 'cumulative' } : update,
  );
  return { ...knowledge, updates };
}

function mayBeCumulative(update: KnownUpdate): boolean {
  return ['single', 'cumulative'].includes(update.kind) && !isServicedSeparately(update);
}

/** How many advisories of the product itself each update closes, by its position. */
export function ownAdvisoryCounts({ fixes }: ProductKnowledge): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { component, updates, advisories } of fixes) {
    if (component !== '') continue;
    for (const { at } of updates) counts.set(at, (counts.get(at) ?? 0) + advisories.length);
  }
  return counts;
}
