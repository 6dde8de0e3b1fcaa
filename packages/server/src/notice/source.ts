import type { FleetDeadline } from '@daybreak/core/notice';
import type { HostsDeadline as ShownDeadline } from '@daybreak/protocol/urgency';
import type { ServerContext } from '../context/index.ts';
import type { CountedStanding, StandingBoard } from '../update/board.ts';
import type { UrgencyBoard } from '../urgency/board.ts';
import type { HostsDeadline } from '../urgency/deadlines.ts';
import { factsOf } from '../urgency/relevant.ts';
import { UpdateDeadlines } from '../urgency/update-deadlines.ts';
import { shownDeadline } from '../urgency/view.ts';

/**
 * All deadlines that hosts are open for, now. What is missing counts as settled: so it throws where
 * it cannot tell (no knowledge yet, a database that does not answer), and never returns a part.
 */
export type DeadlineSource = () => Promise<readonly FleetDeadline[]>;

/** Of one's own hosts: the example fleet wakes nobody. */
export function openDeadlines(
  { exposure, now }: Pick<ServerContext, 'exposure' | 'now'>,
  board: StandingBoard,
  urgency: UrgencyBoard,
): DeadlineSource {
  return async () => {
    if (!exposure.status().ready) throw new Error('no feed has been read: no deadline is known');
    const rows = (await board.current()).flatMap(withoutExample);
    const current = await urgency.current();
    const deadlines = new UpdateDeadlines(current, now().getTime(), rows);
    const titles = new Map(
      rows.flatMap(({ standing }) => standing.install.map(({ update, title }) => [update, title])),
    );
    return [...deadlines.updates()].flatMap((update) =>
      deadlines
        .standings(update)
        .filter(({ state }) => state === 'overdue' || state === 'due')
        .map((one) => ({
          ...fleetDeadline(shownDeadline(current, one.deadline, one)),
          update,
          title: titles.get(update) ?? '',
          group: groupOf(one.deadline),
        })),
    );
  };
}

function withoutExample(row: CountedStanding): CountedStanding[] {
  const classes = row.classes.flatMap((counted) => {
    const hosts = counted.hosts - counted.example;
    return hosts === 0 ? [] : [{ ...counted, hosts, example: 0 }];
  });
  const hosts = row.hosts - row.example;
  return hosts === 0 ? [] : [{ ...row, hosts, example: 0, classes }];
}

function fleetDeadline(deadline: ShownDeadline): Omit<FleetDeadline, 'update' | 'title' | 'group'> {
  const { policy, tier, from, due, hosts } = deadline;
  return {
    policy: policy.id,
    tier,
    fromMs: Date.parse(from ?? due ?? ''),
    dueMs: due === null ? null : Date.parse(due),
    reasons: reasonsInWords(deadline),
    hosts,
  };
}

/** By the policy alone: who is told of what must not turn on whether there is any directive. */
function groupOf({ policy, facts }: HostsDeadline): string | null {
  return factsOf(policy).has('group') ? facts.group : null;
}

/** `exploited yes, ordered by CISA: ED 20-03`. */
function reasonsInWords({ reasons, orders, advisory }: ShownDeadline): string {
  const counted = reasons
    .filter(({ counts }) => counts)
    .map(({ input, value, assumed }) => `${input} ${value}${assumed ? ' (assumed)' : ''}`);
  const ordered = orders
    .filter(({ standing }) => standing !== 'exempt')
    .map(({ authority, title }) => `ordered by ${authority}: ${title}`);
  return [...(advisory === null ? [] : [advisory]), ...counted, ...ordered].join(', ');
}
