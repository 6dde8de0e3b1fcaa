import type { HostCompliance } from '@daybreak/protocol/compliance';
import { EvidenceText } from '../ui/index.ts';
import { shownStates } from './states.ts';
import { actionWord } from './words.ts';

/** Why a host stands as it does; of several demands each with its own evidence. */
export function Evidence({ host: { why, demands } }: { readonly host: HostCompliance }) {
  if (demands.length < 2) return <EvidenceText text={why} />;
  const isSame = demands.every((one) => one.why === why);
  const isOfOne = demands.some((one) => one.why === why);
  return (
    <>
      {(isSame || !isOfOne) && <EvidenceText text={why} />}
      <ul className="muted">
        {demands.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: demands have no name
          <li key={at}>
            <strong>
              {actionWord(one.action)}: {shownStates[one.state].word}
            </strong>
            {!isSame && (
              <>
                {', '}
                <EvidenceText text={one.why} />
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
