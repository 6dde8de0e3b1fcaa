import type { ApproverKey, TrustView } from '@daybreak/protocol/trust';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DropFiles } from '../host/drop-files.tsx';
import { Mark, ProblemNotice } from '../ui/index.ts';
import { withFiles } from './approver-files.ts';
import { ApproverList } from './approver-list.tsx';
import { proposeRoot, trustQuery } from './queries.ts';

/** Who approves, how many have to sign, and with which key the server does. */
export function RootForm({ trust: { root, proposals } }: { readonly trust: TrustView }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [approvers, setApprovers] = useState<readonly ApproverKey[]>(() => approversOf(root));
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [threshold, setThreshold] = useState(String(root?.threshold ?? 2));
  const [newServerKey, setNewServerKey] = useState(false);
  const propose = useMutation({
    mutationFn: proposeRoot,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey });
      await navigate({ to: '/approvals' });
    },
  });
  const take = async (files: readonly File[]) => {
    const texts = files.map(async (file) => ({ name: file.name, text: await file.text() }));
    const read = withFiles(approvers, await Promise.all(texts));
    setApprovers(read.approvers);
    setFaults(read.faults);
  };
  const problem = thresholdProblem(threshold, approvers.length);
  return (
    <form
      className="panel stack approval-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem !== null) return;
        propose.mutate({
          ...{ approvers: [...approvers], threshold: Number(threshold), newServerKey },
        });
      }}
    >
      {proposals.some(({ what }) => what === 'root') && (
        <p>
          <Mark tone="unsure">A root is before approvers already; this takes its place.</Mark>
        </p>
      )}
      <DropFiles
        label="Public files of approvers"
        button="Choose public files"
        busy={false}
        onFiles={(files) => void take(files)}
      >
        Drop the files <code>NAME.pub.json</code> here, which approvers have made with{' '}
        <code>daybreak keys create NAME</code>. Whoever signs is shown the ids of all keys, and
        should ask the others for theirs: a file that was swapped on the way approves for somebody
        else.
      </DropFiles>
      <div role="alert">
        {faults.map((one) => (
          <p key={one}>
            <Mark tone="act">{one}</Mark>
          </p>
        ))}
      </div>
      <ApproverList approvers={approvers} onChange={setApprovers} />
      <TextInput
        type="number"
        label="How many have to sign"
        description="Of what may be installed, and of the next root."
        className="approval-form__short"
        min={1}
        max={50}
        required
        value={threshold}
        error={approvers.length > 0 ? problem : null}
        onChange={(event) => setThreshold(event.currentTarget.value)}
      />
      {threshold === '1' && approvers.length > 0 && (
        <p>
          <Mark tone="unsure">
            One alone may then approve anything, also whoever takes that key.
          </Mark>
        </p>
      )}
      {root !== null && <ServerKey checked={newServerKey} onChange={setNewServerKey} />}
      <p className="muted">
        {root === null
          ? 'Nothing counts before enough of these approvers have signed it.'
          : `It counts once enough of the approvers of now (${root.threshold} of ${root.approvers.length}) and enough of the new ones have signed it. Hosts follow by themselves.`}
      </p>
      {propose.error !== null && <ProblemNotice error={propose.error} />}
      <div>
        <Button type="submit" loading={propose.isPending} disabled={problem !== null}>
          Put it before approvers
        </Button>
      </div>
    </form>
  );
}

interface ServerKeyProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function ServerKey({ checked, onChange }: ServerKeyProps) {
  return (
    <Checkbox
      label="Give the server another key"
      description="When somebody may have taken it: what the old key signs counts no more, once this root does. Whoever has it can let hosts begin what is approved, but approve nothing."
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function approversOf(root: TrustView['root']): ApproverKey[] {
  const known = root?.approvers ?? [];
  return known.map(({ name, publicKey }) => ({ daybreak: 'approver', name, publicKey }));
}

/** Why so many cannot be asked for; null where they can. */
function thresholdProblem(threshold: string, approvers: number): string | null {
  const wanted = Number(threshold);
  if (approvers === 0) return 'There is no approver yet.';
  if (!Number.isInteger(wanted) || wanted < 1) return 'At least one has to sign.';
  return wanted > approvers ? 'There are fewer approvers than have to sign.' : null;
}
