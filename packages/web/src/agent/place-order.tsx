import { type EvidenceWish, evidenceWish, type HostAgent } from '@daybreak/protocol/agent';
import type { HostDetail } from '@daybreak/protocol/host';
import type { TrustView } from '@daybreak/protocol/trust';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { currentManifests } from '../trust/leave.ts';
import { trustQuery } from '../trust/queries.ts';
import { useNow } from '../ui/index.ts';
import { againstOrder } from './against-order.ts';
import { ChooseVersions } from './choose-versions.tsx';
import { OrderQuestion } from './order-question.tsx';
import { orderedBy } from './ordered-by.ts';
import {
  type ChosenVersions,
  orderedBack,
  removableFrom,
  type WayBack,
  waysBack,
} from './ways-back.ts';

const actions = [
  { value: 'install', label: 'Install' },
  { value: 'roll-back', label: 'Roll back' },
];

const evidence = [
  { value: 'none', label: 'None' },
  { value: 'keep', label: 'Gather it, and leave it on the host' },
  { value: 'upload', label: 'Gather it, and hand it over' },
];

interface PlaceOrderProps {
  readonly detail: HostDetail;
  readonly known: HostAgent;
}

/** Asks this host to do something that approvers have signed and that is open. */
export function PlaceOrder(props: PlaceOrderProps) {
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
  return <Choice {...props} open={open} isHalted={trust.pacing.stopped} />;
}

interface ChoiceProps extends PlaceOrderProps {
  readonly open: TrustView['manifests'];
  readonly isHalted: boolean;
}

function Choice({ detail, known, open, isHalted }: ChoiceProps) {
  const [path, setPath] = useState('');
  const [action, setAction] = useState<'install' | 'roll-back'>('install');
  const [wish, setWish] = useState<EvidenceWish>('none');
  const [versions, setVersions] = useState<ChosenVersions>({});
  const chosen = open.find((one) => one.path === path) ?? open[0];
  if (chosen === undefined) return null;
  const { manifest } = chosen;
  const { installed } = detail;
  const isBack = action === 'roll-back';
  const ways = isBack ? waysBack(manifest, installed, known.orders) : [];
  const ordered = isBack
    ? orderedBack(ways, versions, removableFrom(manifest, installed))
    : orderedBy(manifest, { installed, agent: known.agent });
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
        <NativeSelect
          label="Evidence before it begins"
          data={evidence}
          value={wish}
          onChange={(event) => setWish(evidenceWish.parse(event.currentTarget.value))}
        />
      </div>
      {ways.length > 0 && <ChooseVersions ways={ways} chosen={versions} onChoose={setVersions} />}
      <OrderQuestion
        order={{
          ...{ action, manifest: chosen.path, evidence: wish },
          ...{ packages: [...ordered.packages], updates: [...ordered.updates] },
        }}
        host={detail.host}
        isHalted={isHalted}
        hindrance={known.agent && againstOrder(known.agent)}
        nothing={isBack ? nothingBack(ways) : nothingToInstall(installed)}
      />
    </div>
  );
}

function nothingBack(ways: readonly WayBack[]): string {
  return ways.length > 0
    ? 'No version is chosen: everything is left as it is.'
    : 'The manifest names nothing to which this host could go back.';
}

function nothingToInstall({ system }: HostDetail['installed']): string {
  return system === 'windows'
    ? 'The manifest names no update that this host lacks and is offered.'
    : 'Nothing of the manifest concerns this host.';
}
