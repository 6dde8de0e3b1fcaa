import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../json/index.ts';
import { changedPosture } from './posture-change.ts';

const facts = {
  osName: 'Debian GNU/Linux 12 (bookworm)',
  distribution: 'debian',
  release: '12',
  architecture: 'amd64',
  kernel: '6.1.0-37-amd64',
};
const somePackage = fc.record({
  name: fc.constantFrom('a', 'B', 'libc6', 'lib.c', 'é'),
  architecture: fc.constantFrom('amd64', 'all'),
  version: fc.constantFrom('1', '2'),
  source: fc.constant('s'),
  sourceVersion: fc.constant('1'),
  state: fc.constant('installed' as const),
});
const keyOf = ({ name, architecture }: { name: string; architecture: string }) =>
  `${name}:${architecture}`;
/** Each package once, by name and architecture. */
const posture = fc.uniqueArray(somePackage, { selector: keyOf }).map((packages) => ({
  ...facts,
  packages: packages.toSorted((a, b) =>
    a.name === b.name ? (a.architecture < b.architecture ? -1 : 1) : a.name < b.name ? -1 : 1,
  ),
}));

it('the change from one posture to another gives just that other, whatever they are', () => {
  fc.assert(
    fc.property(posture, posture, (before, after) => {
      const kept = new Set(after.packages.map(keyOf));
      const had = new Set(before.packages.map(canonicalJson));
      const set = after.packages.filter((one) => !had.has(canonicalJson(one)));
      const removed = before.packages.map(keyOf).filter((key) => !kept.has(key));
      expect(changedPosture(before, { facts, set, removed })).toEqual(after);
    }),
  );
});
