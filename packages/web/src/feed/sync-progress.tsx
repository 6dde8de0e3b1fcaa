import type { SyncState } from '@daybreak/protocol/feed';
import { Progress } from '@mantine/core';
import { Age, Mark, Notice, numberText } from '../ui/index.ts';

/** How the sync goes, or how the last one went. */
export function SyncProgress({ sync }: { readonly sync: SyncState }) {
  return (
    <div role="status">
      <SyncWords sync={sync} />
    </div>
  );
}

function SyncWords({ sync }: { readonly sync: SyncState }) {
  switch (sync.state) {
    case 'idle':
      return null;
    case 'running':
      return <Running sync={sync} />;
    case 'done':
      return (
        <p className="row">
          <Mark tone="verified">sync done</Mark> <Age at={sync.endedAt} />
        </p>
      );
    case 'failed':
      return <Failed sync={sync} />;
    default:
      return sync satisfies never;
  }
}

function Running({ sync }: { readonly sync: Extract<SyncState, { state: 'running' }> }) {
  const { step, done, total } = sync;
  const percent = total === null || total === 0 ? 100 : (done / total) * 100;
  return (
    <>
      <Progress value={percent} animated={total === null} aria-label="Progress of the sync" />
      <p>
        {step}: {numberText(done)}
        {total !== null && ` of ${numberText(total)}`}, started <Age at={sync.startedAt} />
      </p>
    </>
  );
}

/** Their outage passes; a bad document does not, so the two are told apart. */
function Failed({ sync }: { readonly sync: Extract<SyncState, { state: 'failed' }> }) {
  return (
    <Notice
      tone="unsure"
      title={sync.outage ? 'A publisher could not be reached' : 'The feeds could not be taken in'}
    >
      <p>{sync.reason}</p>
      <p>
        {sync.outage
          ? 'The fault is on their side or on the way there. Try again later.'
          : 'The publishers were reached: what they sent, or Daybreak itself, is at fault. Trying again will hardly help.'}{' '}
        What was known before still holds. The sync ended <Age at={sync.endedAt} />.
      </p>
      {sync.outage && (
        <p>
          Where there is no way out, bring their documents in a folder:{' '}
          <code>daybreak feeds sync --from FOLDER</code>
        </p>
      )}
    </Notice>
  );
}
