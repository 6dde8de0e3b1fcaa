import type { ChannelKind, MadeNoticeChannel } from '@daybreak/protocol/notice';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { kindText } from './kind-text.ts';
import { newChannel } from './new-channel.ts';
import { addChannel, noticesKey } from './queries.ts';

const kinds = ['webhook', 'email', 'atom'] as const;
const data = kinds.map((value) => ({ value, label: kindText(value) }));

interface AddChannelProps {
  /** True while there is no channel. */
  readonly isFirst: boolean;
  readonly onMade: (made: MadeNoticeChannel) => void;
}

/** The form for another channel. */
export function AddChannel({ isFirst, onMade }: AddChannelProps) {
  const [kind, setKind] = useState<ChannelKind>('webhook');
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: (form: HTMLFormElement) => addChannel(newChannel(kind, new FormData(form))),
    onSuccess: async (made, form) => {
      form.reset();
      await client.invalidateQueries({ queryKey: noticesKey });
      onMade(made);
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(event.currentTarget);
      }}
    >
      <SegmentedControl
        aria-label="Kind of channel"
        data={data}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'webhook')}
      />
      <TextInput name="name" label="Name" description="Yours to choose." required maxLength={100} />
      <KindFields key={kind} kind={kind} />
      {kind !== 'atom' && (
        <p className="muted">
          {isFirst
            ? 'The first channel is told at once of all that is open now; channels added later only of what is new.'
            : 'It is told of what is new from now on: only the first channel was told of all that was open.'}
        </p>
      )}
      {add.error !== null && <ProblemNotice error={add.error} />}
      <div className="row">
        <Button type="submit" loading={add.isPending}>
          Add
        </Button>
        <span role="status">{add.isSuccess && `${add.data.channel.name} was added.`}</span>
      </div>
    </form>
  );
}

function KindFields({ kind }: { readonly kind: ChannelKind }) {
  if (kind === 'atom') return <p>For feed readers. Its address is the key, and is shown once.</p>;
  if (kind === 'email') {
    return (
      <TextInput
        name="to"
        label="Recipients"
        description="Addresses with commas between them. They see each other."
        required
        maxLength={5000}
      />
    );
  }
  return (
    <>
      <TextInput
        name="url"
        type="url"
        label="Address"
        description="http or https; one in your own network is fine. Redirects are not followed."
        placeholder="https://alerts.example/hook"
        required
        maxLength={2000}
      />
      <TextInput
        name="secret"
        label="Signing secret"
        description="Only if the receiver gave you one (whsec_…). Otherwise one is made."
        autoComplete="off"
        maxLength={100}
      />
    </>
  );
}
