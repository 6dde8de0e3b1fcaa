import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { ProblemNotice } from '../ui/index.ts';
import { destination } from './destination.ts';
import { formText } from './form-text.ts';
import { enterSession, logIn } from './queries.ts';

/** Asks for name and password; then leads on to where one wanted to go. */
export function LoginForm({ to }: { readonly to: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const login = useMutation({
    mutationFn: logIn,
    onSuccess: (session) => {
      enterSession(client, session);
      router.history.push(destination(to));
    },
  });
  const submit = (form: FormData) =>
    login.mutate({ name: formText(form, 'name'), password: formText(form, 'password') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <TextInput name="name" label="Name" autoComplete="username" required autoFocus />
      <PasswordInput
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
      />
      {login.error !== null && <ProblemNotice error={login.error} />}
      <Button type="submit" loading={login.isPending}>
        Log in
      </Button>
    </form>
  );
}
