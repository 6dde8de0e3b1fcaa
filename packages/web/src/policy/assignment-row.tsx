import type { PolicyList } from '@daybreak/protocol/policy';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Age, ProblemNotice } from '../ui/index.ts';
import { AssignForm } from './assign-form.tsx';
import { GroupSize } from './group-size.tsx';
import { useAssign } from './use-assign.ts';

interface AssignmentRowProps {
  /** Empty for the hosts of no other policy. */
  readonly group: string;
  readonly list: PolicyList;
  readonly onTold: (words: string) => void;
  /** What had the focus is taken away. */
  readonly onGone: () => void;
}

/** One group and its policy, or the form to choose another. */
export function AssignmentRow({ group, list, onTold, onGone }: AssignmentRowProps) {
  const [editing, setEditing] = useState(false);
  const [returned, setReturned] = useState(false);
  const close = (words: string) => {
    setEditing(false);
    setReturned(true);
    onTold(words);
  };
  const assignment = list.assignments.find((one) => one.group === group);
  const id = assignment?.policy ?? list.default;
  const policy = list.policies.find((one) => one.id === id);
  return (
    <tr>
      <th scope="row">
        {group === '' ? restText(list) : group} {group !== '' && <GroupSize group={group} />}
      </th>
      {editing ? (
        <td colSpan={3}>
          <AssignForm list={list} group={group} onDone={close} onCancel={() => close('')} />
        </td>
      ) : (
        <>
          <td>
            <Link to="/policies/$id" params={{ id }}>
              {policy?.title ?? id}
            </Link>
          </td>
          <td className="assignments__wide">
            {assignment === undefined ? (
              <span className="muted">as Daybreak comes</span>
            ) : (
              <>
                {assignment.by}, <Age at={assignment.at} />
              </>
            )}
          </td>
          <td className="assignments__buttons">
            {assignment !== undefined && <TakeBack group={group} onTold={onTold} onGone={onGone} />}
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Change the policy of ${hostsText(group)}`}
              autoFocus={returned}
              onClick={() => setEditing(true)}
            >
              Change
            </Button>
          </td>
        </>
      )}
    </tr>
  );
}

function TakeBack({ group, onTold, onGone }: Omit<AssignmentRowProps, 'list'>) {
  const assign = useAssign(() => {
    onTold(`No policy of its own any more: ${hostsText(group)}.`);
    onGone();
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`Remove the policy of ${hostsText(group)}`}
        loading={assign.isPending}
        onClick={() => assign.mutate({ group, policy: null })}
      >
        Remove
      </Button>
      {assign.error !== null && <ProblemNotice error={assign.error} />}
    </>
  );
}

function restText({ assignments }: PolicyList): string {
  return assignments.some(({ group }) => group !== '') ? 'all other hosts' : 'all hosts';
}

function hostsText(group: string): string {
  return group === '' ? 'all other hosts' : `the group ${group}`;
}
