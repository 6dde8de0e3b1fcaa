import type { TestOutcome } from '@daybreak/protocol/notice';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Mark, ProblemNotice } from '../ui/index.ts';
import { noticesKey, testChannel } from './queries.ts';

/** Sends a test, and says what came of it. */
export function TestChannel({ id, name }: { readonly id: string; readonly name: string }) {
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: () => testChannel(id),
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey }),
  });
  return (
    <>
      <div className="row">
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Send a test to ${name}`}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          Send a test
        </Button>
        <span role="status">{test.data !== undefined && <Outcome outcome={test.data} />}</span>
      </div>
      {test.error !== null && <ProblemNotice error={test.error} />}
    </>
  );
}

function Outcome({ outcome: { sent, outage, message } }: { readonly outcome: TestOutcome }) {
  const tone = sent ? 'verified' : outage ? 'unsure' : 'act';
  return (
    <>
      <Mark tone={tone}>{sent ? 'sent' : 'not sent'}</Mark> {message}
    </>
  );
}
