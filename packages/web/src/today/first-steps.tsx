import './first-steps.css';
import type { ImportResult } from '@daybreak/protocol/import';
import type { Today } from '@daybreak/protocol/update';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FeedAge } from '../feed/feed-age.tsx';
import { SyncButton } from '../feed/sync-button.tsx';
import { AddHosts } from '../host/add-hosts.tsx';
import { ProblemNotice } from '../ui/index.ts';
import { addExampleFleet } from './queries.ts';

interface FirstStepsProps {
  readonly today: Today;
  readonly onImported: (result: ImportResult | null) => void;
}

/** The three ways to begin, while there is no host yet. */
export function FirstSteps({ today, onImported }: FirstStepsProps) {
  return (
    <>
      <p>
        {today.fleet.hosts === 0
          ? 'There is no host yet. Three ways to begin, in any order:'
          : 'Hosts are coming in. What to install on them is below; the command is still here.'}
      </p>
      <div className="first-steps">
        <section className="panel stack" aria-labelledby="add-hosts">
          <h2 id="add-hosts">Add my hosts</h2>
          <AddHosts onImported={onImported} />
        </section>
        <div className="stack">
          <SyncStep today={today} />
          <ExampleStep />
        </div>
      </div>
    </>
  );
}

function SyncStep({ today }: { readonly today: Today }) {
  const { ready, asOf } = today.knowledge;
  return (
    <section className="panel stack" aria-labelledby="sync-feeds">
      <h2 id="sync-feeds">Sync the feeds</h2>
      <FeedAge asOf={ready ? asOf : null} />
      <p>
        {ready
          ? 'The feeds have been read: hosts that you add are judged at once.'
          : 'The vendors say what is fixed by what. Until that has been read, every host is unknown.'}
      </p>
      <SyncButton />
    </section>
  );
}

function ExampleStep() {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: addExampleFleet,
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <section className="panel stack" aria-labelledby="example">
      <h2 id="example">Look at an example fleet</h2>
      <p>Invented hosts to look around with. They are marked as such, and removed in one click.</p>
      {add.error !== null && <ProblemNotice error={add.error} />}
      <div>
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          Load the example fleet
        </Button>
      </div>
    </section>
  );
}
