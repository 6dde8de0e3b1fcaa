import type { TrustView } from '@daybreak/protocol/trust';
import { AskOnce } from '../ui/index.ts';
import { withoutManifest } from './proposal-text.ts';
import { useProposeManifests, waitingList } from './use-propose-manifests.ts';

interface TakeAwayProps {
  readonly approved: TrustView['manifests'][number];
  readonly trust: TrustView;
  readonly onTold: (words: string) => void;
}

/** Proposes that a manifest counts no more; until approvers sign that, closing it is what helps. */
export function TakeAway({ approved: { path, manifest }, trust, onTold }: TakeAwayProps) {
  const propose = useProposeManifests(
    trust,
    (waiting, gone: string) => withoutManifest(waiting, gone),
    () => onTold(`Before approvers: that ${path} counts no more.`),
  );
  const act = { ...propose, mutate: () => propose.mutate(path) };
  return (
    <AskOnce verb="Take away" what={manifest.title} act={act} yes="Put that before approvers">
      Approvers have to sign that it counts no more.
      {waitingList(trust.proposals) !== undefined &&
        ' The list that is before them now gets this too, and loses its signatures.'}
    </AskOnce>
  );
}
