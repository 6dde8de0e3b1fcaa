import type { HostsDeadline } from '@daybreak/protocol/urgency';

const reach = {
  yes: 'reachable from the internet',
  controlled: 'reachable with restrictions',
  no: 'not reachable from the internet',
};

/** What is known of hosts, in the order in which people think of them. */
export function FactsInWords({ facts }: Pick<HostsDeadline, 'facts'>) {
  const { exposed, mission, role, owner, group } = facts;
  const words = [
    group !== null && `group ${group}`,
    role !== null && `role ${role}`,
    exposed !== null && reach[exposed],
    mission !== null && `${mission} mission`,
    owner !== null && `owned by ${owner}`,
  ].filter((word) => word !== false);
  return <span>{words.length === 0 ? 'nobody has said anything of them' : words.join(', ')}</span>;
}
