/** An update is published, signed and ordered; patched is what shows it in its own inventory. */
import { type AgentHost, updateLists } from './agent-host.ts';
import type { Fleet } from './fleet.ts';
import { until } from './processes.ts';

const [before, after] = ['1.0', '1.1'];
const path = 'web-1.1.json';
const dayMs = 86_400_000;

/** @returns whether all hosts have it */
export async function patchAll(fleet: Fleet, signal: AbortSignal): Promise<boolean> {
  const { hosts, repository, approvers } = fleet;
  repository.publish({ name: 'web', version: before });
  await Promise.all(hosts.map(({ machine }) => machine.shell(`${updateLists}; ${install}`)));
  repository.publish({ name: 'web', version: after, postinst: 'sleep 1' });
  await Promise.all(hosts.map(({ machine }) => machine.shell(updateLists)));
  await approvers.approve(path, {
    ...{ format: 1, title: `web ${after}`, products: ['debian:12'], groups: null, updates: [] },
    packages: [{ name: 'web', version: after, back: [before], isNew: false }],
    ...{ mayRestart: false, probes: [], until: new Date(Date.now() + dayMs).toISOString() },
  });
  const ends = await Promise.all(hosts.map((host) => patch(fleet, host, signal)));
  for (const end of ends) console.log(end.words);
  return ends.every(({ isPatched }) => isPatched);
}

/** By its administrator. */
const install = 'apt-get install --yes --quiet web';

async function patch(fleet: Fleet, host: AgentHost, signal: AbortSignal) {
  const packages = [{ name: 'web', version: after }];
  const id = await fleet.order(host, { action: 'install', manifest: path, packages });
  const shows = async () => {
    const all = await fleet.packagesOf(host);
    return signal.aborted || all.some(({ name, version }) => name === 'web' && version === after);
  };
  try {
    await until(`${host.name} with web ${after}`, shows, 120_000);
    return { isPatched: !signal.aborted, words: `${host.name}: its inventory shows web ${after}` };
  } catch (error) {
    const { orders } = await fleet.agentOf(host);
    const order = JSON.stringify(orders.find((one) => one.id === id));
    return {
      isPatched: false,
      words: `${host.name}: ${error}; ${order}; ${await host.said()}`,
    };
  }
}
