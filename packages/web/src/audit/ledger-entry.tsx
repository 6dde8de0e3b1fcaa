import type { AuditEntry } from '@daybreak/protocol/audit';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { Age, numberText } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { DetailFields, DetailValue } from './detail-value.tsx';
import { didText, subjectText } from './words.ts';

/** One entry as a sentence; what else it holds is folded. */
export function LedgerEntry({ entry }: { readonly entry: AuditEntry }) {
  const { sequence, at, actor } = entry;
  const subject = subjectText(entry);
  const id = useId();
  const [unfolded, setUnfolded] = useState(false);
  return (
    <li className="ledger__entry">
      <span className="muted">{numberText(sequence)}</span>
      <span className="ledger__when">
        {at === null ? 'at no time that exists' : <When at={at} />}
      </span>
      <span className="ledger__what">
        <strong>{actor}</strong> {didText(entry)}
        {subject !== '' && (
          <>
            : <span className="audit-text">{subject}</span>
          </>
        )}
      </span>
      <Button
        className="ledger__fold"
        variant="subtle"
        size="compact-xs"
        aria-expanded={unfolded}
        aria-controls={id}
        onClick={() => setUnfolded(!unfolded)}
      >
        Details<span className="only-read-aloud"> of entry {numberText(sequence)}</span>
      </Button>
      <div id={id} className="ledger__details">
        {unfolded && <EntryDetails entry={entry} />}
      </div>
    </li>
  );
}

function When({ at }: { readonly at: string }) {
  return (
    <>
      {exactTime(new Date(at))}{' '}
      <span className="muted">
        (<Age at={at} focusable={false} />)
      </span>
    </>
  );
}

function EntryDetails({ entry }: { readonly entry: AuditEntry }) {
  const { action, details, previous, hash } = entry;
  const isObject = typeof details === 'object' && details !== null && !Array.isArray(details);
  return (
    <div className="stack ledger__unfolded">
      {isObject ? <DetailFields fields={details} /> : <DetailValue name="" value={details} />}
      <dl className="facts audit-fields muted">
        <div>
          <dt>written as</dt>
          <dd>
            <code>{action}</code>
          </dd>
        </div>
        <div>
          <dt>hash before</dt>
          <dd>
            <code className="audit-text">{previous}</code>
          </dd>
        </div>
        <div>
          <dt>hash</dt>
          <dd>
            <code className="audit-text">{hash}</code>
          </dd>
        </div>
      </dl>
    </div>
  );
}
