import type { Exception } from '@daybreak/protocol/exception';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { GroupSize } from '../policy/group-size.tsx';
import { Age } from '../ui/index.ts';
import { AskRevoke } from './ask-revoke.tsx';
import { ObjectName, SubjectName, UntilDay } from './exception-words.tsx';

interface ExceptionRowProps {
  readonly exception: Exception;
  readonly onRevoked: () => void;
}

/** One exception that holds, and the question before it is revoked. */
export function ExceptionRow({ exception, onRevoked }: ExceptionRowProps) {
  const [asked, setAsked] = useState(false);
  const [kept, setKept] = useState(false);
  const { subject, object, owner, reason, createdBy, createdAt } = exception;
  const name = subject.kind === 'host' ? subject.name : `the group ${subject.group}`;
  const keep = () => {
    setAsked(false);
    setKept(true);
  };
  return (
    <>
      <tr>
        <th scope="row">
          <SubjectName subject={subject} />
          {subject.kind === 'group' && (
            <div>
              <GroupSize group={subject.group} />
            </div>
          )}
        </th>
        <td>
          <ObjectName object={object} />
        </td>
        <td className="exceptions__wide" data-label="Until">
          <UntilDay exception={exception} />
        </td>
        <td className="exceptions__wide" data-label="Owner">
          {owner}
        </td>
        <td className="exceptions__why">
          {reason}{' '}
          <span className="muted">
            (made by {createdBy}, <Age at={createdAt} />)
          </span>
        </td>
        <td className="number exceptions__wide">
          {!asked && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Revoke the exception of ${name}…`}
              autoFocus={kept}
              onClick={() => setAsked(true)}
            >
              Revoke…
            </Button>
          )}
        </td>
      </tr>
      {asked && (
        <tr className="exceptions__ask">
          <td colSpan={6}>
            <AskRevoke
              id={exception.id}
              object={object}
              name={name}
              onRevoked={onRevoked}
              onKeep={keep}
            />
          </td>
        </tr>
      )}
    </>
  );
}
