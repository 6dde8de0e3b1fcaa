import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { Mark } from '../ui/index.ts';
import { policiesQuery } from './queries.ts';
import { whoGoesBy } from './who-goes-by.ts';

/** Says beforehand when a text is the next version of a policy, for it counts at once. */
export function NextVersion({ text }: { readonly text: string }) {
  const { data } = useQuery(policiesQuery);
  const [, id] = /^policy:\s*["']?([a-z\d-]+)/m.exec(useDeferredValue(text)) ?? [];
  const known = data?.policies.find((policy) => policy.id === id);
  if (data === undefined || known === undefined) return null;
  if (known.version === null) {
    return (
      <p>
        <Mark tone="unsure">{known.id} comes with Daybreak: give yours another name</Mark>
      </p>
    );
  }
  const who = whoGoesBy(data, known.id);
  return (
    <p>
      This becomes version {known.version + 1} of <code>{known.id}</code>
      {who === null ? '.' : `, and counts at once for ${who}.`}
    </p>
  );
}
