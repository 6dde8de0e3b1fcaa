import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Age } from '../ui/index.ts';
import { actionWord, clockText } from './words.ts';

/** Each demand with its clock: "patch by 2020-07-24 (in 3 days)". */
export function DueList({ directive }: { readonly directive: DirectiveSummary }) {
  const { terms, due } = directive;
  return (
    <ul className="due-list">
      {terms?.demands.map((demand, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: demands have no name, and never change places
        <li key={at}>
          <strong>{actionWord(demand.action)}</strong> {clockText(demand.clock)}
          {demand.roles.length > 0 && ` (role ${demand.roles.join(', ')})`}
          <Due at={due[at]?.at ?? null} />
          {demand.note !== '' && <span className="muted"> — {demand.note}</span>}
        </li>
      ))}
    </ul>
  );
}

function Due({ at }: { readonly at: string | null }) {
  if (at === null) return null;
  const past = Date.parse(at) <= Date.now();
  return (
    <span className={past ? '' : 'muted'}>
      , {past ? 'was due' : 'due'} <Age at={at} />
    </span>
  );
}
