import { useQuery } from '@tanstack/react-query';
import { Notice } from '../ui/index.ts';
import { LoginForm } from './login-form.tsx';
import { sessionQuery } from './queries.ts';
import { SessionFrame } from './session-frame.tsx';

/** Where one logs in. As long as there is nobody who could, it says how the first one is made. */
export function LoginPage({ to }: { readonly to: string }) {
  const { data } = useQuery(sessionQuery);
  if (data?.setupNeeded) return <SetupNeeded />;
  return (
    <SessionFrame title="Log in">
      <LoginForm to={to} />
    </SessionFrame>
  );
}

function SetupNeeded() {
  return (
    <SessionFrame title="Not set up yet">
      <Notice tone="neutral" title="There is no administrator yet">
        <p>
          When Daybreak starts it prints a link that makes the first administrator. Open that link
          in this browser. Each start prints a new one.
        </p>
      </Notice>
    </SessionFrame>
  );
}
