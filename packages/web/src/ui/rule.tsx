import type { DecidingRule } from '@daybreak/protocol/exposure';

const words: Readonly<Record<DecidingRule, string>> = {
  build: 'decided by its build',
  kb: 'decided by its installed updates',
  package: 'decided by its packages',
};

/** Which rule decided, in words. */
export function Rule({ rule }: { readonly rule: DecidingRule }) {
  return <span className="muted">({words[rule]})</span>;
}
