import type { AuditChain } from '@daybreak/protocol/audit';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Age, Answer, Notice, numberText, ProblemNotice } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { chainQuery, checkChain } from './queries.ts';

/** Can the ledger be trusted: is it as it was written? */
export function ChainState() {
  const client = useQueryClient();
  const query = useQuery(chainQuery);
  const check = useMutation({
    mutationFn: checkChain,
    onMutate: () => client.cancelQueries({ queryKey: chainQuery.queryKey }),
    onSuccess: (chain) => client.setQueryData(chainQuery.queryKey, chain),
  });
  const button = (
    <Button
      variant="default"
      size="xs"
      aria-disabled={check.isPending}
      onClick={() => !check.isPending && check.mutate()}
    >
      {check.isPending ? 'Reading all entries…' : 'Check all entries now'}
    </Button>
  );
  return (
    <section className="stack" aria-label="The chain">
      {/* The title alone: what tells the age would be read aloud with each minute. */}
      <p className="only-read-aloud" role="status">
        {query.data !== undefined && titleOf(query.data)}
      </p>
      <Answer query={query} lines={2}>
        {(chain) => (
          <Notice
            tone={chain.broken === null ? 'verified' : 'act'}
            title={titleOf(chain)}
            action={button}
          >
            {chain.broken === null ? <Whole chain={chain} /> : <Broken chain={chain} />}
          </Notice>
        )}
      </Answer>
      {check.error !== null && <ProblemNotice error={check.error} />}
    </section>
  );
}

function titleOf({ upTo, broken }: AuditChain): string {
  if (broken !== null) return `The chain breaks at entry ${numberText(broken.sequence)}`;
  return upTo === 0 ? 'There is no entry to check yet' : `The chain is whole: ${entriesTo(upTo)}`;
}

function entriesTo(upTo: number): string {
  return upTo === 1 ? 'entry 1' : `entries 1 to ${numberText(upTo)}`;
}

function Whole({ chain: { upTo, hash, checkedAt, readWholeAt } }: { readonly chain: AuditChain }) {
  return (
    <>
      <p>
        Each entry is as it was written and follows from the one before. Checked{' '}
        <At at={checkedAt} />
        {readWholeAt !== checkedAt && (
          <>
            : what came since all were last read, <At at={readWholeAt} />
          </>
        )}
        .
      </p>
      {upTo > 0 && (
        <details>
          <summary>What this cannot show</summary>
          <p>
            Whoever could rewrite the whole database could write another chain, or cut off its end.
            Keep the hash of entry {numberText(upTo)} elsewhere, or save the CSV: then you can tell.{' '}
            <code className="audit-text">{hash}</code>
          </p>
        </details>
      )}
    </>
  );
}

function Broken({ chain: { upTo, broken, checkedAt } }: { readonly chain: AuditChain }) {
  return (
    <p>
      What is wrong with it: {broken?.reason}. Somebody changed the database, not through Daybreak:
      compare the entries from there on with a backup or an earlier CSV.{' '}
      {upTo > 0 && `Of ${entriesTo(upTo)}, each follows from the one before. `}
      Found <At at={checkedAt} />.
    </p>
  );
}

function At({ at }: { readonly at: string }) {
  return (
    <>
      <Age at={at} focusable={false} /> <span className="muted">({exactTime(new Date(at))})</span>
    </>
  );
}
