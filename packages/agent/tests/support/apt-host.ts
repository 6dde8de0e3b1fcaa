/** A Debian host with the driver on it, as tests of the driver begin with it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AptDriver, type AptPlace, thisHost } from '@daybreak/agent/apt';
import type { RunCommand } from '@daybreak/agent/command';
import { baseSystem, FleetHost, Repository } from '../../../../tools/fleet/index.ts';

export type AptHost = Awaited<ReturnType<typeof startAptHost>>;

/** @param repository its own where none is given: what is withdrawn there is missed by nobody else */
export async function startAptHost(
  work: string,
  place: Partial<AptPlace> = {},
  repository = new Repository(mkdtempSync(join(work, 'repository-'))),
) {
  const base = baseSystem(join(tmpdir(), 'daybreak-fleet'));
  const folder = mkdtempSync(join(work, 'host-'));
  const host = await FleetHost.start({
    base,
    folder,
    repository: repository.folder,
    sourceLine: repository.sourceLine('/srv/repository'),
  });
  const driver = (run: RunCommand, more: Partial<AptPlace> = {}) =>
    new AptDriver(run, { ...thisHost, root: host.root, ...place, ...more });
  const apt = driver(host.run);
  return {
    ...{ host, repository, driver, apt },
    versionOf: async (name: string) =>
      (await apt.installed()).find((one) => one.name === name)?.version ?? null,
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}
