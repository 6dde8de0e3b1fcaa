import type { ImportResult } from '@daybreak/protocol/import';
import type { Today } from '@daybreak/protocol/update';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { madeTokenQuery } from '../enrolment/queries.ts';
import { isStale } from '../feed/freshness.ts';
import { ImportOutcome } from '../host/import-outcome.tsx';
import { Answer, Page, useNow } from '../ui/index.ts';
import { FirstSteps } from './first-steps.tsx';
import { FleetSummary } from './fleet-summary.tsx';
import { NoKnowledge } from './no-knowledge.tsx';
import { OldKnowledge } from './old-knowledge.tsx';
import { todayQuery } from './queries.ts';
import { StaleThreats } from './stale-threats.tsx';
import { UpdateList } from './update-list.tsx';

/** What must I do now? */
export function TodayPage() {
  const query = useQuery(todayQuery);
  return (
    <Page title="Today">
      <Answer query={query} lines={12}>
        {(data) => <Content today={data} />}
      </Answer>
    </Page>
  );
}

/**
 * What came of the first import stays in view when the work takes the place of the first steps. Who
 * has made a command there keeps it in view, too: hosts come in one after the other.
 */
function Content({ today }: { readonly today: Today }) {
  const [outcome, setOutcome] = useState<ImportResult | null>(null);
  const [began] = useState(today.fleet.hosts === 0);
  const { data: made } = useQuery(madeTokenQuery);
  const isEmpty = today.fleet.hosts === 0;
  return (
    <>
      <ImportOutcome result={outcome} />
      {(isEmpty || (began && made !== undefined)) && (
        <FirstSteps today={today} onImported={setOutcome} />
      )}
      {!isEmpty && <Work today={today} />}
    </>
  );
}

function Work({ today }: { readonly today: Today }) {
  const now = useNow();
  const { ready, asOf } = today.knowledge;
  return (
    <>
      {!ready && <NoKnowledge hosts={today.fleet.hosts} />}
      {ready && asOf !== null && isStale(asOf, now) && <OldKnowledge asOf={asOf} />}
      {ready && <StaleThreats sources={today.knowledge.sources} />}
      <FleetSummary fleet={today.fleet} at={today.at} overdue={today.overdueHosts} />
      <UpdateList today={today} />
    </>
  );
}
