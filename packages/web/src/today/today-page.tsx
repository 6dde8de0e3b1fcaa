import type { Today } from '@daybreak/protocol/update';
import { useQuery } from '@tanstack/react-query';
import { Answer, Page } from '../ui/index.ts';
import { FirstSteps } from './first-steps.tsx';
import { FleetSummary } from './fleet-summary.tsx';
import { NoKnowledge } from './no-knowledge.tsx';
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
  return (
    <>
      {!today.knowledge.ready && <NoKnowledge hosts={today.fleet.hosts} />}
      <FleetSummary fleet={today.fleet} at={today.at} />
      <UpdateList today={today} />
    </>
  );
}
