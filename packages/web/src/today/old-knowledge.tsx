import { SyncButton } from '../feed/sync-button.tsx';
import { Day, Notice } from '../ui/index.ts';

/** What was published since the feeds were read is in none of these numbers. */
export function OldKnowledge({ asOf }: { readonly asOf: string }) {
  return (
    <Notice tone="unsure" title="The feeds are out of date" action={<SyncButton />}>
      <p>
        Their newest knowledge is of <Day date={asOf} />. Updates published since are not listed
        here, and a host that is shown as clean may be exposed.
      </p>
    </Notice>
  );
}
