import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Age } from './age.tsx';
import { Notice } from './notice.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface AnswerProps<T> {
  readonly query: UseQueryResult<T>;
  /** How many lines the answer will take, about: what follows should not jump. */
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}

/** The answer to a query: while it loads, when it fails, when it is there but no longer renewed. */
export function Answer<T>({ query, lines = 6, children }: AnswerProps<T>) {
  const { data, error, refetch } = query;
  const retry = () => void refetch();
  if (data === undefined) {
    return error === null ? (
      <Loading lines={lines} />
    ) : (
      <ProblemNotice error={error} onRetry={retry} />
    );
  }
  return (
    <>
      {error !== null && <Stale at={query.dataUpdatedAt} error={error} onRetry={retry} />}
      {children(data)}
    </>
  );
}

function Loading({ lines }: { readonly lines: number }) {
  return (
    <div className="panel" role="status">
      <span className="only-read-aloud">Loading…</span>
      {Array.from({ length: lines }, (_, at) => at).map((line) => (
        <Skeleton key={line} height={16} my={10} width={line % 3 === 2 ? '60%' : '100%'} />
      ))}
    </div>
  );
}

interface StaleProps {
  readonly at: number;
  readonly error: Error;
  readonly onRetry: () => void;
}

function Stale({ at, error, onRetry }: StaleProps) {
  return (
    <div className="stack">
      <Notice tone="unsure" title="This may be out of date">
        <p>
          It is what was known <Age at={new Date(at).toISOString()} />.
        </p>
      </Notice>
      <ProblemNotice error={error} onRetry={onRetry} />
    </div>
  );
}
