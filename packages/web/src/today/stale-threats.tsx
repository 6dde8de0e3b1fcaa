import type { Today } from '@daybreak/protocol/update';
import { Day, Notice, useNow } from '../ui/index.ts';

const dayMs = 86_400_000;
/** KEV has new entries several times a week. */
const freshMaxDays = 7;

/** What was added to KEV since it was read is in none of these deadlines. */
export function StaleThreats({ sources }: Pick<Today['knowledge'], 'sources'>) {
  const now = useNow();
  const { kev } = sources;
  if (kev === null) {
    return (
      <Notice tone="unsure" title="CISA's KEV catalogue has not been read">
        <p>Where it would decide, deadlines assume that an advisory is listed as exploited.</p>
      </Notice>
    );
  }
  if (now.getTime() - Date.parse(kev) < freshMaxDays * dayMs) return null;
  return (
    <Notice tone="unsure" title="What is exploited may be out of date">
      <p>
        CISA's KEV catalogue is known as of <Day date={kev} />. Deadlines may be shorter than shown:
        what was listed since is not among the reasons.
      </p>
    </Notice>
  );
}
