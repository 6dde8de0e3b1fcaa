import type { UpdateDetail } from '@daybreak/protocol/update';
import { useQuery } from '@tanstack/react-query';
import { isProblem } from '../api/index.ts';
import { UpdateExceptions } from '../exception/exceptions-about.tsx';
import { todayQuery } from '../today/queries.ts';
import { Answer, Page } from '../ui/index.ts';
import { DeadlineList } from '../urgency/deadline-list.tsx';
import { AffectedHosts } from './affected-hosts.tsx';
import { ClosedAdvisories } from './closed-advisories.tsx';
import { NotNeeded } from './not-needed.tsx';
import { updateQuery } from './queries.ts';
import { UpdateFacts } from './update-facts.tsx';

/** What is this update, and who needs it? */
export function UpdatePage({ update }: { readonly update: string }) {
  const query = useQuery(updateQuery(update));
  return (
    <Page title={update}>
      {isProblem(query.error, 'not-found') ? (
        <NotNeeded update={update} />
      ) : (
        <Answer query={query} lines={12}>
          {(detail) => <Detail detail={detail} />}
        </Answer>
      )}
    </Page>
  );
}

function Detail({ detail }: { readonly detail: UpdateDetail }) {
  const { data } = useQuery(todayQuery);
  return (
    <>
      <UpdateFacts detail={detail} fleetHosts={data?.fleet.hosts ?? null} />
      <DeadlineList deadlines={detail.deadlines} />
      <AffectedHosts detail={detail} />
      <UpdateExceptions update={detail.update.update} />
      <ClosedAdvisories advisories={detail.advisories} />
    </>
  );
}
