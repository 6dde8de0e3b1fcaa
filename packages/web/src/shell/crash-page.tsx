import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { ProblemNotice } from '../ui/index.ts';

/** In place of a screen that could not be shown. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <div className="shell__width shell__main stack">
      <title>Something went wrong · Daybreak</title>
      <h1>This page could not be shown</h1>
      <ProblemNotice error={error} onRetry={retry} />
      <p>
        <Button component={Link} to="/" variant="default" onClick={reset}>
          To Today
        </Button>
      </p>
    </div>
  );
}
