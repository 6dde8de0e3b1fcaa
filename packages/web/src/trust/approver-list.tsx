import type { ApproverKey } from '@daybreak/protocol/trust';
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { amountText } from '../ui/index.ts';

interface ApproverListProps {
  readonly approvers: readonly ApproverKey[];
  readonly onChange: (approvers: readonly ApproverKey[]) => void;
}

/** Those who are to approve. */
export function ApproverList({ approvers, onChange }: ApproverListProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="stack" aria-labelledby="approvers">
      <h2 id="approvers" ref={heading} tabIndex={-1}>
        {amountText(approvers.length, 'approver')}
      </h2>
      <ul className="approver-list">
        {approvers.map(({ name, publicKey }) => (
          <li key={publicKey} className="row">
            <strong>{name}</strong>
            <span className="muted">
              public key <code>{publicKey.slice(0, 12)}…</code>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Leave out ${name}`}
              onClick={() => {
                onChange(approvers.filter((one) => one.publicKey !== publicKey));
                heading.current?.focus();
              }}
            >
              Leave out
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
