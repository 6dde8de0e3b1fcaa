import type { HostDetail } from '@daybreak/protocol/host';
import type { TrustView } from '@daybreak/protocol/trust';
import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { currentManifests } from '../trust/leave.ts';
import { trustQuery } from '../trust/queries.ts';
import { AskOnce, Mark, useNow } from '../ui/index.ts';
import { type Ordered, orderedBy } from './ordered-by.ts';
import { hostAgentQuery, placeOrder } from './queries.ts';

const actions = [
  { value: 'install', label: 'Install' },
  { value: 'roll-back', label: 'Roll back' },
];

interface PlaceOrderProps {
  readonly detail: HostDetail;
}

/** Asks this host to do something that approvers have signed and that is open. */
export function PlaceOrder({ detail }: PlaceOrderProps) {
  const { data: trust } = useQuery(trustQuery);
  const now = useNow();
  if (trust === undefined) return null;
  const open = currentManifests(trust, now).filter(({ isOpen }) => isOpen);
  if (open.length === 0) {
    return (
      <p>
        Nothing is open that could be ordered: see <Link to="/approvals">Approvals</Link>
      </p>
    );
  }
  return <Choice detail={detail} open={open} isHalted={trust.pacing.stopped} />;
}

interface ChoiceProps extends PlaceOrderProps {
  readonly open: TrustView['manifests'];
  readonly isHalted: boolean;
}

function Choice({ detail, open, isHalted }: ChoiceProps) {
  const [path, setPath] = useState('');
  const [action, setAction] = useState<'install' | 'roll-back'>('install');
  const client = useQueryClient();
  const { id, name } = detail.host;
  const chosen = open.find((one) => one.path === path) ?? open[0];
  const place = useMutation({
    mutationFn: ({ packages, updates }: Ordered) =>
      placeOrder(id, {
        ...{ action, manifest: chosen?.path ?? '' },
        ...{ packages: [...packages], updates: [...updates] },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: hostAgentQuery(id).queryKey }),
  });
  if (chosen === undefined) return null;
  const ordered = orderedBy(chosen.manifest, action, detail.installed);
  const words = orderedText(ordered);
  return (
    <div className="stack">
      <div className="place-order">
        <NativeSelect
          label="Order"
          data={actions}
          value={action}
          onChange={(event) =>
            setAction(event.currentTarget.value === 'roll-back' ? 'roll-back' : 'install')
          }
        />
        <NativeSelect
          label="Of the open manifests"
          data={open.map((one) => ({ value: one.path, label: one.manifest.title }))}
          value={chosen.path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
      </div>
      {words === '' ? (
        <p>
          <Mark tone="neutral">Nothing of it concerns this host.</Mark>
        </p>
      ) : (
        <AskOnce
          // Asked anew for each order.
          key={`${chosen.path} ${action} ${place.data?.id ?? ''}`}
          verb="Place the order"
          what={`on ${name}`}
          act={{ ...place, mutate: () => place.mutate(ordered) }}
          yes="Place the order"
          no="Do not"
        >
          {action === 'install' ? 'Install' : 'Roll back to'} {words} on {name}.
          {isHalted && ' Everything is halted: it begins only once the halt ends.'}
        </AskOnce>
      )}
      <p role="status">{place.isSuccess && 'The order is placed.'}</p>
    </div>
  );
}

function orderedText({ packages, updates }: Ordered): string {
  return [...packages.map(({ name, version }) => `${name} ${version}`), ...updates].join(', ');
}
