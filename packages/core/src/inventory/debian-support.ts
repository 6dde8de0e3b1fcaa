import type { DebianHost } from './debian-host.ts';
import type { Support } from './support.ts';

/**
 * The last day of free long-term support, by the release's number, as Debian's package
 * distro-info-data and wiki.debian.org/LTS have it.
 * Only dates known for sure stand here.
 */
const longTermEnds: ReadonlyMap<string, string> = new Map([
  ['7', '2018-05-31'],
  ['8', '2020-06-30'],
  ['9', '2022-06-30'],
  ['10', '2024-06-30'],
  ['11', '2026-08-31'],
  ['12', '2028-06-30'],
  ['13', '2030-06-30'],
]);

/** Until when Debian's long-term support serves a release; of what is made from Debian nothing is known. */
export function debianSupport({
  distribution,
  release,
}: Pick<DebianHost, 'distribution' | 'release'>): Support {
  const ends = distribution === 'debian' ? longTermEnds.get(release) : undefined;
  if (ends !== undefined) {
    return { ends, note: "by Debian's long-term support (LTS); longer support is sold by others" };
  }
  return unknownSupport({ distribution, release });
}

/** Of releases whose dates do not stand here. */
export function unknownSupport({
  distribution,
  release,
}: Pick<DebianHost, 'distribution' | 'release'>): Support {
  const product = `${distribution}:${release === '' ? 'unreleased' : release}`;
  return { ends: null, note: `end of support of ${product} not known` };
}
