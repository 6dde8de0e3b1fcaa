import type { OrderedPackage } from '../apt/index.ts';
import { asRefreshed } from './dnf-command.ts';
import type { DnfHost } from './dnf-host.ts';
import type { InstalledRpm } from './installed.ts';
import { isAt } from './outcome.ts';

const format = '--queryformat=%{name}\t%{epoch}:%{version}-%{release}';

/**
 * In words, what can not be gone back to: nothing is kept of what was installed, and sources lose
 * versions. @param before what the order is about to replace, or has replaced
 */
export async function withoutWayBack(
  host: DnfHost,
  order: readonly OrderedPackage[],
  before: readonly InstalledRpm[],
): Promise<readonly string[]> {
  const old = before.filter(
    (rpm) => order.some(({ name }) => name === rpm.name) && !order.some((one) => isAt(rpm, one)),
  );
  if (old.length === 0) return [];
  const names = old.map(({ name, version }) => `${name}-${version}`);
  const query = ['--quiet', asRefreshed, 'repoquery', '--available', format, ...names];
  const { output } = await host.ask(query);
  const there = output.split('\n').map((line) => line.split('\t'));
  const isThere = (rpm: InstalledRpm) =>
    there.some(([name = '', version = '']) => isAt(rpm, { name, version }));
  return old
    .filter((rpm) => !isThere(rpm))
    .map(({ name, version }) => `${name} ${version} is in no source: there is no way back to it`);
}
