import type { ChannelKind, MadeNoticeChannel } from '@daybreak/protocol/notice';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, ProblemNotice, useInvalidFocus } from '../ui/index.ts';
import { channelField as fieldOf, KindFields } from './kind-fields.tsx';
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
  const errors = fieldErrors(add.error, fieldOf);
  const ref = useInvalidFocus(add.error);
  return (
    <form
      className="stack"
      ref={ref}
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
      <TextInput
        name="name"
        label="Name"
        description="Yours to choose."
        required
        maxLength={100}
        error={errors.get('name')}
      />
      <KindFields key={kind} kind={kind} errors={errors} />
      {kind !== 'atom' && (
        <p className="muted">
          {isFirst
            ? 'The first channel is told at once of all that is open now; channels added later only of what is new.'
            : 'It is told of what is new from now on: only the first channel was told of all that was open.'}
        </p>
      )}
      {add.error !== null && <ProblemNotice error={add.error} fieldOf={fieldOf} />}
      <div className="row">
        <Button type="submit" loading={add.isPending}>
          Add
        </Button>
        <span role="status">{add.isSuccess && `${add.data.channel.name} was added.`}</span>
      </div>
    </form>
  );
}
