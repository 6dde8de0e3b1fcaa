import type { TrustView } from '@daybreak/protocol/trust';
import { Button } from '@mantine/core';
import { Age, AskOnce, amountText, Mark, ProblemNotice, useNow } from '../ui/index.ts';
import { hasPassed } from './leave.ts';
import { ManifestFacts, whereText } from './manifest-facts.tsx';
import { TakeAway } from './take-away.tsx';
import { usePacing } from './use-pacing.ts';

type Approved = TrustView['manifests'][number];

interface ManifestRowProps {
  readonly approved: Approved;
  readonly trust: TrustView;
  readonly onTold: (words: string) => void;
}

export function ManifestRow({ approved, trust, onTold }: ManifestRowProps) {
  const { path, manifest, isOpen } = approved;
  const isOver = hasPassed(manifest.until, useNow());
  return (
    <tr>
      <th scope="row" className="manifests__wide">
        {manifest.title}
        <div className="muted">
          <code>{path}</code>
        </div>
      </th>
      <td className="manifests__wide" data-label="On">
        {whereText(manifest)}
      </td>
      <td className="manifests__wide">
        <details>
          <summary>{installsText(manifest)}</summary>
          <ManifestFacts manifest={manifest} />
        </details>
      </td>
      <td data-label="Until">
        <Age at={manifest.until} />
      </td>
      <td>
        <State isOpen={isOpen} isOver={isOver} isHalted={trust.pacing.stopped} />
      </td>
      <td className="manifests__wide">
        <div className="manifests__buttons">
          {isOpen && <Close approved={approved} onTold={onTold} />}
          {!isOpen && !isOver && (
            <Open approved={approved} isHalted={trust.pacing.stopped} onTold={onTold} />
          )}
          <TakeAway approved={approved} trust={trust} onTold={onTold} />
        </div>
      </td>
    </tr>
  );
}

function installsText({ packages, updates, removable = [] }: Approved['manifest']): string {
  const [first] = packages;
  const said = [
    ...(packages.length === 1 && first !== undefined ? [`${first.name} ${first.version}`] : []),
    ...(packages.length > 1 ? [amountText(packages.length, 'package')] : []),
    ...(updates.length > 0 ? [updatesText(updates)] : []),
    ...(removable.length > 0 ? [`may take out ${updatesText(removable)}`] : []),
  ];
  return said.join(', ');
}

function updatesText(updates: readonly string[]): string {
  return updates.length > 2 ? amountText(updates.length, 'update') : updates.join(', ');
}

interface StateProps {
  readonly isOpen: boolean;
  readonly isOver: boolean;
  readonly isHalted: boolean;
}

function State({ isOpen, isOver, isHalted }: StateProps) {
  if (isOver) return <Mark tone="neutral">run out</Mark>;
  if (!isOpen) return <Mark tone="neutral">closed</Mark>;
  return isHalted ? <Mark tone="act">open, but halted</Mark> : <Mark tone="verified">open</Mark>;
}

type ChangeProps = Omit<ManifestRowProps, 'trust'>;

function Open({ approved, isHalted, onTold }: ChangeProps & { readonly isHalted: boolean }) {
  const { path, manifest } = approved;
  const open = usePacing({ open: [path] }, () => onTold(`Open: ${manifest.title}.`));
  return (
    <AskOnce verb="Open" what={manifest.title} act={open} no="Leave it closed">
      {isHalted
        ? 'Everything is halted: hosts begin with it once the halt ends.'
        : 'Hosts that are ordered to may begin at once.'}
    </AskOnce>
  );
}

/** At once: it stops, and can be undone. */
function Close({ approved, onTold }: ChangeProps) {
  const { path, manifest } = approved;
  const close = usePacing({ close: [path] }, () => onTold(`Closed: ${manifest.title}.`));
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Close ${manifest.title}`}
        loading={close.isPending}
        onClick={() => close.mutate()}
      >
        Close
      </Button>
      {close.error !== null && <ProblemNotice error={close.error} />}
    </>
  );
}
