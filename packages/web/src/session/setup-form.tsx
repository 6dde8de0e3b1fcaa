import { passwordMinCharacters } from '@daybreak/protocol/session';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { formText } from './form-text.ts';
import { enterSession, setUp } from './queries.ts';

const toggle = { 'aria-label': 'Show or hide the password' };

/** Makes the first administrator. */
export function SetupForm({ token }: { readonly token: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [differ, setDiffer] = useState(false);
  const setup = useMutation({
    mutationFn: setUp,
    onSuccess: async (session) => {
      enterSession(client, session);
      await navigate({ to: '/', replace: true });
    },
  });
  const submit = (form: FormData) => {
    const password = formText(form, 'password');
    const same = password === formText(form, 'repeated');
    setDiffer(!same);
    if (same) setup.mutate({ token, name: formText(form, 'name'), password });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <p className="muted">You become the first administrator. The link works once.</p>
      <TextInput name="name" label="Your name" autoComplete="username" required maxLength={100} />
      <PasswordInput
        name="password"
        label="Password"
        description={`At least ${passwordMinCharacters} characters; length is what counts.`}
        autoComplete="new-password"
        minLength={passwordMinCharacters}
        required
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        name="repeated"
        label="The same password again"
        autoComplete="new-password"
        required
        error={differ && 'The two passwords differ.'}
        visibilityToggleButtonProps={toggle}
      />
      {setup.error !== null && <ProblemNotice error={setup.error} />}
      <Button type="submit" loading={setup.isPending}>
        Set up
      </Button>
    </form>
  );
}
