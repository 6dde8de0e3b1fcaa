import type { Scope } from '../directive/index.ts';
import type { NamedFinding } from '../exposure/index.ts';

/** What the findings on a posture amount to: whether all that the directive names is dealt with. */
export interface ScopeVerdict {
  readonly state: NamedFinding['state'];
  /** The evidence in words, of all that decides. */
  readonly because: string;
  /** ISO date from which the first update to install was known; null where none is. */
  readonly published: string | null;
  /** Of the advisories in scope those that the answer is about: clocks count from their events. */
  readonly advisories: readonly string[];
  /** What is open or unknown. */
  readonly unmet: readonly NamedFinding[];
}

const gravity = ['open', 'unknown', 'fixed', 'not affected'] as const;

/**
 * One thing that is open leaves the host open, one doubt leaves it unknown. An update that no
 * bulletin for the product has is another product's, where the scope names the advisories too.
 */
export function scopeVerdict(scope: Scope, findings: readonly NamedFinding[]): ScopeVerdict {
  const named = scope.advisories.length > 0;
  const relevant = findings.filter(
    ({ kind, published, state }) =>
      !(named && kind === 'update' && published === null && state === 'unknown'),
  );
  const state = gravity.find((one) => relevant.some((finding) => finding.state === one));
  if (state === undefined) {
    const { advisories } = scope;
    const because = 'nothing in scope is known';
    return { state: 'unknown', because, published: null, advisories, unmet: [] };
  }
  const deciding = relevant.filter((finding) => finding.state === state);
  const unmet = relevant.filter((one) => one.state === 'open' || one.state === 'unknown');
  const about = unmet.length > 0 ? unmet : relevant;
  const published = about.flatMap((one) => one.published ?? []).sort()[0] ?? null;
  const advisories = about.some(({ kind }) => kind === 'update')
    ? scope.advisories
    : about.map(({ name }) => name);
  const because = deciding.map(evidenceText).join('; ');
  return { state, because, published, advisories, unmet };
}

const ruleWords = { build: 'by build', kb: 'by installed updates', package: 'by package' };

/** `CVE-2006-3439 is open by installed updates: neither KB921883 nor …`. */
export function evidenceText({ name, state, rule, because, update }: NamedFinding): string {
  const by = rule === null ? '' : ` ${ruleWords[rule]}`;
  const with_ = state === 'fixed' && !because.includes(update) ? ` (${update})` : '';
  return `${name} is ${state}${by}: ${because}${with_}`;
}
