import { randomUUID } from 'node:crypto';
import { transact } from '@daybreak/storage/database';
import { observeHosts } from '@daybreak/storage/host';
import { debianWith, observed, packageOf } from '../../../storage/tests/support/hosts.ts';
import type { Daybreak } from './daybreak.ts';

const libraries = Array.from({ length: 120 }, (_, at) => packageOf(`libexample${at}`, `1.${at}-1`));

/** MAIL-1, a Debian 12 with 124 packages: one held, one half-done, one with a version as they come. */
export async function addDebianHost({ database }: Pick<Daybreak, 'database'>, at: Date) {
  const packages = [
    packageOf('bash', '5.2.15-2+b8'),
    packageOf('exim4-daemon-heavy', '4.96-15+deb12u7', 'half-done'),
    packageOf('libc6', '2.36-9+deb12u10', 'held'),
    { ...packageOf('libssl3', '3.0.17-1~deb12u2'), source: 'openssl' },
    ...libraries,
  ];
  const host = observed(debianWith('MAIL-1', packages), 'debian:12');
  await transact(database, (tx) =>
    observeHosts(tx, { fleet: 'own', group: 'mail', at, newId: randomUUID }, [host]),
  );
}
