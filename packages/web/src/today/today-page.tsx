import type { Today } from '@daybreak/protocol/update';
import { useQuery } from '@tanstack/react-query';
import { isStale } from '../feed/freshness.ts';
import { Answer, Page, useNow } from '../ui/index.ts';
import { FirstSteps } from './first-steps.tsx';
import { FleetSummary } from './fleet-summary.tsx';
import { NoKnowledge } from './no-knowledge.tsx';
import { OldKnowledge } from './old-knowledge.tsx';
import { todayQuery } from './queries.ts';
import { UpdateList } from './update-list.tsx';

/** What must I do now? */
export function TodayPage() {
  const query = useQuery(todayQuery);
  return (
    <Page title="Today">
      <Answer query={query} lines={12}>
        {(data) => (data.fleet.hosts === 0 ? <FirstSteps today={data} /> : <Work today={data} />)}
      </Answer>
    </Page>
  );
}

function Work({ today }: { readonly today: Today }) {
  const now = useNow();
  const { ready, asOf } = today.knowledge;
  return (
    <>
      {!ready && <NoKnowledge hosts={today.fleet.hosts} />}
      {ready && asOf !== null && isStale(asOf, now) && <OldKnowledge asOf={asOf} />}
      <FleetSummary fleet={today.fleet} at={today.at} />
      <UpdateList today={today} />
    </>
  );
}
