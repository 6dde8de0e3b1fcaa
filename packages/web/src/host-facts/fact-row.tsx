import type { HostFacts } from '@daybreak/protocol/host-facts';
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { Mark, ProblemNotice } from '../ui/index.ts';
import { FactForm } from './fact-form.tsx';
import { type FactName, factWords, valueText } from './fact-words.ts';
import { SaidBy } from './said-by.tsx';
import { useSetFacts } from './use-set-facts.ts';

interface FactRowProps {
  readonly host: HostFacts;
  readonly fact: FactName;
  /** Told in words what has been done. */
  readonly onTold: (words: string) => void;
}

/** One fact: its value and who says so, or the form to say something else. */
export function FactRow({ host, fact, onTold }: FactRowProps) {
  const [editing, setEditing] = useState(false);
  const [returned, setReturned] = useState(false);
  const close = (words: string) => {
    setEditing(false);
    setReturned(true);
    onTold(words);
  };
  return (
    <tr {...(editing ? { 'data-editing': '' } : {})}>
      <th scope="row">{factWords[fact]}</th>
      {editing ? (
        <td colSpan={3}>
          <FactForm host={host} fact={fact} onClose={close} />
        </td>
      ) : (
        <ShownFact
          host={host}
          fact={fact}
          returned={returned}
          onEdit={() => setEditing(true)}
          onTold={onTold}
        />
      )}
    </tr>
  );
}

interface ShownFactProps extends FactRowProps {
  /** True after the form was there: what opened it takes the focus again. */
  readonly returned: boolean;
  readonly onEdit: () => void;
}

function ShownFact({ host, fact, returned, onEdit, onTold }: ShownFactProps) {
  const change = useRef<HTMLButtonElement>(null);
  const word = factWords[fact];
  const said = host.facts[fact];
  const takeBack = useSetFacts(host.id, () => {
    onTold(`${word}: cleared.`);
    // The button that had the focus goes away.
    change.current?.focus();
  });
  // A group that came with the host is on record as nobody's, and can be taken back too.
  const isSet = host.explicit[fact] !== null || (fact === 'group' && said !== null);
  return (
    <>
      <td>
        {said === null ? (
          <Mark tone="unsure">nobody has said</Mark>
        ) : (
          <strong>{valueText(fact, said.value)}</strong>
        )}
      </td>
      <td className="stated-facts__said">
        {said !== null && <SaidBy said={said} />}
        {takeBack.error !== null && <ProblemNotice error={takeBack.error} />}
      </td>
      <td className="stated-facts__buttons">
        {isSet && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`Clear: ${word}`}
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate({ [fact]: null })}
          >
            Clear
          </Button>
        )}
        <Button
          ref={change}
          size="compact-sm"
          variant="default"
          aria-label={`${said === null ? 'Say' : 'Change'}: ${word}`}
          autoFocus={returned}
          onClick={onEdit}
        >
          {said === null ? 'Say' : 'Change'}
        </Button>
      </td>
    </>
  );
}
