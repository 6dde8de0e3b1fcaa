import type { ImportResult } from '@daybreak/protocol/import';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { amountText, Mark, Notice, numberText } from '../ui/index.ts';
import { MessageList } from './message-list.tsx';

/** What became of an import: how many hosts of which fate, and every part that was not taken in. */
export function ImportOutcome({ result }: { readonly result: ImportResult | null }) {
  return (
    <div className="stack" role="status">
      {result !== null && <Outcome result={result} />}
    </div>
  );
}

function Outcome({ result }: { readonly result: ImportResult }) {
  const { added, changed, unchanged, outdated, repeated, warnings, errors } = result;
  const taken = added + changed + unchanged;
  return (
    <>
      <Notice tone={toneOf(taken, errors.length)} title={titleOf(taken, errors.length)}>
        <p className="row">
          <span>{numberText(added)} added</span>
          <span>{numberText(changed)} changed</span>
          <span>{numberText(unchanged)} unchanged</span>
          {outdated > 0 && (
            <Mark tone="unsure">
              {numberText(outdated)} older than what is known, left as they are
            </Mark>
          )}
        </p>
        {taken > 0 && (
          <p className="row">
            <Button component={Link} to="/hosts" size="compact-sm" variant="default">
              Show the hosts
            </Button>
          </p>
        )}
      </Notice>
      <MessageList
        title={`${amountText(errors.length, 'part')} not taken in`}
        items={errors}
        open
      />
      <MessageList
        title={`${amountText(warnings.length, 'remark')} on hosts taken in`}
        items={warnings.map(({ host, message }) => ({ place: host, message }))}
      />
      <MessageList
        title={`${amountText(repeated.length, 'host')} named more than once; the last one counted`}
        items={repeated.map((place) => ({ place, message: 'named more than once' }))}
      />
    </>
  );
}

function toneOf(taken: number, errors: number) {
  if (errors > 0) return 'unsure';
  return taken > 0 ? 'verified' : 'neutral';
}

function titleOf(taken: number, errors: number): string {
  const hosts = taken === 0 ? 'No host taken in' : `${amountText(taken, 'host')} taken in`;
  return errors === 0 ? hosts : `${hosts}, ${amountText(errors, 'error')}`;
}
