import { SyncButton } from '../feed/sync-button.tsx';
import { amountText, Notice } from '../ui/index.ts';

/** Without feeds nothing is known, and that must not look like "nothing to do". */
export function NoKnowledge({ hosts }: { readonly hosts: number }) {
  return (
    <Notice
      tone="unsure"
      title={hosts === 0 ? 'No feeds have been read' : `${amountText(hosts, 'host')}: all unknown`}
      action={<SyncButton />}
    >
      <p>
        No feed has been read yet, so Daybreak cannot say of any host whether it is exposed. That no
        update is listed means nothing until then.
      </p>
    </Notice>
  );
}
