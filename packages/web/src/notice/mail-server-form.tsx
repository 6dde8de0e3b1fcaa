import type { MailServer, NewMailServer } from '@daybreak/protocol/notice';
import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formText } from '../session/form-text.ts';
import { fieldsOf, Mark, ProblemNotice } from '../ui/index.ts';
import { mailServerQuery, setMailServer } from './queries.ts';

type Security = MailServer['security'];

const securities: { value: Security; label: string; port: number }[] = [
  { value: 'starttls', label: 'STARTTLS', port: 587 },
  { value: 'tls', label: 'TLS', port: 465 },
  { value: 'none', label: 'None', port: 25 },
];

const serverField = fieldsOf({
  host: 'Host',
  port: 'Port',
  from: 'From',
  user: 'User',
  password: 'Password',
});

export function MailServerForm({ server }: { readonly server: MailServer | null }) {
  const client = useQueryClient();
  const [security, setSecurity] = useState<Security>(server?.security ?? 'starttls');
  const set = useMutation({
    mutationFn: (form: HTMLFormElement) => setMailServer(serverFrom(new FormData(form), security)),
    onSuccess: (kept, form) => {
      client.setQueryData(mailServerQuery.queryKey, { server: kept });
      const password = form.elements.namedItem('password');
      if (password instanceof HTMLInputElement) password.value = '';
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(event.currentTarget);
      }}
    >
      <SecurityField security={security} onChange={setSecurity} />
      <Fields server={server} security={security} />
      {set.error !== null && <ProblemNotice error={set.error} fieldOf={serverField} />}
      <div className="row">
        <Button type="submit" variant="default" loading={set.isPending}>
          Save the mail server
        </Button>
        <span role="status">
          {set.isSuccess && 'Saved. Send a test to an e-mail channel to try it.'}
        </span>
      </div>
    </form>
  );
}

interface SecurityFieldProps {
  readonly security: Security;
  readonly onChange: (security: Security) => void;
}

function SecurityField({ security, onChange }: SecurityFieldProps) {
  const choose = (value: string) =>
    onChange(securities.find((one) => one.value === value)?.value ?? 'starttls');
  return (
    <>
      <SegmentedControl
        aria-label="Encryption"
        data={securities}
        value={security}
        onChange={choose}
      />
      {security === 'none' && (
        <p>
          <Mark tone="unsure">In the clear:</Mark> messages and password can be read on the way.
        </p>
      )}
    </>
  );
}

interface FieldsProps {
  readonly server: MailServer | null;
  readonly security: Security;
}

function Fields({ server, security }: FieldsProps) {
  const usual = securities.find(({ value }) => value === security)?.port ?? 587;
  return (
    <div className="notice-fields">
      <TextInput name="host" label="Host" defaultValue={server?.host} required maxLength={253} />
      <TextInput
        key={server === null ? usual : 'kept'}
        name="port"
        label="Port"
        type="number"
        min={1}
        max={65_535}
        defaultValue={server?.port ?? usual}
        required
      />
      <TextInput
        name="from"
        label="From"
        type="email"
        defaultValue={server?.from}
        required
        maxLength={254}
      />
      <TextInput
        name="user"
        label="User (empty for no login)"
        autoComplete="off"
        defaultValue={server?.user}
        maxLength={254}
      />
      <PasswordInput
        name="password"
        label={server?.passwordSet ? 'Password (empty to keep it)' : 'Password'}
        autoComplete="new-password"
        maxLength={1000}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
      />
    </div>
  );
}

function serverFrom(form: FormData, security: Security): NewMailServer {
  const password = formText(form, 'password');
  return {
    host: formText(form, 'host'),
    port: Number(formText(form, 'port')),
    security,
    user: formText(form, 'user'),
    from: formText(form, 'from'),
    ...(password === '' ? {} : { password }),
  };
}
