import type { ProposalSummary } from '@daybreak/protocol/trust';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { DropFiles } from '../host/drop-files.tsx';
import { ProblemNotice } from '../ui/index.ts';
import { jsonOf } from './approver-files.ts';
import { handIn, proposalQuery, trustQuery } from './queries.ts';
import { proposalFile, whatText } from './waiting-text.ts';

interface HandInProps {
  readonly proposal: ProposalSummary;
  readonly onTold: (words: string, isGone: boolean) => void;
}

/** Takes the file back with signatures, or several, one of each approver. */
export function HandIn({ proposal, onTold }: HandInProps) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (files: readonly File[]) => handInAll(proposal.id, files),
    onSuccess: (missing) => {
      const what = whatText(proposal);
      if (missing === 0) onTold(`Signed by enough: ${what}. It counts from now on.`, true);
      else onTold(`A signature was added: ${what}. ${missing} more to come.`, false);
    },
    // Of several files the first may have counted.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: trustQuery.queryKey }),
        client.invalidateQueries({ queryKey: proposalQuery(proposal.id).queryKey }),
      ]),
  });
  return (
    <>
      <DropFiles
        label={`Signed file: ${whatText(proposal)}`}
        button="Choose the signed file"
        busy={send.isPending}
        onFiles={(files) => send.mutate(files)}
      >
        Drop <code>{proposalFile(proposal)}</code> here, with its signatures. Several files, each
        signed by another approver, may come together.
      </DropFiles>
      {send.error !== null && <ProblemNotice error={send.error} />}
    </>
  );
}

const file = z.record(z.string(), z.unknown());

/** One after the other, until it has enough; how many signatures are missing still. */
async function handInAll(id: string, files: readonly File[]): Promise<number> {
  let missing = Number.POSITIVE_INFINITY;
  for (const one of files) {
    const read = file.safeParse(jsonOf(await one.text()));
    if (!read.success) throw new Error(`${one.name} is not the file that was to be signed.`);
    missing = (await handIn({ id, file: read.data })).missing;
    if (missing === 0) break;
  }
  return missing;
}
