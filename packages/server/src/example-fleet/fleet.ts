/** The example fleet's hosts, from the file that comes with Daybreak. All of them are invented. */

import { productIdOfHost } from '@daybreak/core/exposure';
import type { ObservedHost } from '@daybreak/storage/host';
import { z } from 'zod';
import fleet from './fleet.json' with { type: 'json' };

const kind = z.object({
  group: z.string().min(1),
  /** One host a name. */
  names: z.array(z.string().min(1)),
  osName: z.string(),
  family: z.string(),
  edition: z.string(),
  release: z.string(),
  architecture: z.enum(['x86', 'x64', 'arm64', 'ia64']),
  servicePack: z.int(),
  version: z.string(),
  revision: z.int().nullable(),
  role: z.enum(['workstation', 'server', 'backup-domain-controller', 'primary-domain-controller']),
  updates: z.array(z.string().regex(/^KB\d+$/)),
});

export interface ExampleGroup {
  readonly group: string;
  readonly hosts: readonly ObservedHost[];
}

/** The hosts by group. */
export function exampleGroups(): ExampleGroup[] {
  return z
    .array(kind)
    .parse(fleet)
    .map(({ group, names, ...facts }) => ({
      group,
      hosts: names.map((name) => exampleHost(name, facts)),
    }));
}

function exampleHost(
  name: string,
  { updates, ...facts }: Omit<z.infer<typeof kind>, 'group' | 'names'>,
): ObservedHost {
  const host = {
    ...facts,
    name,
    domain: 'example.test',
    build: Number(facts.version.split('.').at(-1)),
    serverCore: false,
    installed: { updates, stated: updates.length, complete: true },
  };
  return { host, product: productIdOfHost(host), sources: ['example fleet'], warnings: [] };
}
