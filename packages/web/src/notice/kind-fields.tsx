import type { ChannelKind } from '@daybreak/protocol/notice';
import { TextInput } from '@mantine/core';
import { fieldsOf } from '../ui/index.ts';

/** The fields of the form for a channel. */
export const channelField = fieldsOf({
  name: 'Name',
  url: 'Address',
  to: 'Recipients',
  secret: 'Signing secret',
});

interface KindFieldsProps {
  readonly kind: ChannelKind;
  readonly errors: ReadonlyMap<string, string>;
}

/** Where a channel of this kind leads. */
export function KindFields({ kind, errors }: KindFieldsProps) {
  if (kind === 'atom') return <p>For feed readers. Its address is the key, and is shown once.</p>;
  if (kind === 'email') {
    return (
      <TextInput
        name="to"
        label="Recipients"
        description="Addresses with commas between them. They see each other."
        required
        maxLength={5000}
        error={errors.get('to')}
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
        error={errors.get('url')}
      />
      <TextInput
        name="secret"
        label="Signing secret"
        description="Only if the receiver gave you one (whsec_…). Otherwise one is made."
        autoComplete="off"
        maxLength={100}
        error={errors.get('secret')}
      />
    </>
  );
}
