import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Notice } from '../ui/index.ts';
import { sessionQuery } from './queries.ts';
import { SessionFrame } from './session-frame.tsx';
import { SetupForm } from './setup-form.tsx';

/** The page of the one-time link `/setup#token=…`. The part after the # never left this browser. */
export function SetupPage({ hash }: { readonly hash: string }) {
  const { data } = useQuery(sessionQuery);
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
  if (data?.setupNeeded === false) return <AlreadySetUp />;
  return (
    <SessionFrame title="Set up Daybreak">
      {token === '' ? <NoToken /> : <SetupForm token={token} />}
    </SessionFrame>
  );
}

function AlreadySetUp() {
  return (
    <SessionFrame title="Daybreak is set up">
      <p>There is an administrator already, so this link has done its work.</p>
      <Anchor component={Link} to="/login">
        Log in
      </Anchor>
    </SessionFrame>
  );
}

function NoToken() {
  return (
    <Notice tone="unsure" title="This link is not complete">
      <p>
        It ends with <code>#token=…</code>. Copy the whole line that Daybreak printed when it
        started.
      </p>
    </Notice>
  );
}
