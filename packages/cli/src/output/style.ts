import type { Verdict } from '@daybreak/core/exposure';
import pc from 'picocolors';

/** Never by colour alone: each verdict has its word and its mark too. */
export const verdictMark: Readonly<Record<Verdict, string>> = {
  exposed: pc.red('● exposed'),
  unknown: pc.yellow('? unknown'),
  clean: pc.green('✓ clean'),
};

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a, b, c and 12 more`. */
export function shortList(items: readonly string[], most: number): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join(', ')} and ${rest} more` : items.join(', ');
}
