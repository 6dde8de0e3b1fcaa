import type { TrustView } from '@daybreak/protocol/trust';
import { ManifestFacts } from './manifest-facts.tsx';
import { changeIn, type ProposalText } from './proposal-text.ts';

interface ManifestChangesProps {
  readonly text: Pick<ProposalText, 'manifests'>;
  readonly approved: TrustView['manifests'];
}

/** What a list of manifests adds, replaces and takes away, once it is signed. */
export function ManifestChanges({ text, approved }: ManifestChangesProps) {
  const { add, remove } = changeIn(text, approved);
  const titles = new Map(approved.map(({ path, manifest }) => [path, manifest.title]));
  return (
    <>
      {add.length === 0 && remove.length === 0 && (
        <p>What is approved stays as it is, with new signatures.</p>
      )}
      <ul className="stack">
        {add.map(({ path, manifest }) => (
          <li key={path} className="stack">
            <p>
              {titles.has(path) ? 'Replaces' : 'Adds'} <code>{path}</code>:{' '}
              <strong>{manifest.title}</strong>
            </p>
            <ManifestFacts manifest={manifest} />
          </li>
        ))}
        {remove.map((path) => (
          <li key={path}>
            Takes away <code>{path}</code>: <strong>{titles.get(path)}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}
