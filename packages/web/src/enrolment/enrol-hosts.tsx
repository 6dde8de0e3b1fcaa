import './enrol-hosts.css';
import type { EnrolmentTokens } from '@daybreak/protocol/enrolment';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, ProblemNotice } from '../ui/index.ts';
import { MadeCommand } from './made-command.tsx';
import {
  enrolmentTokensQuery,
  madeTokenQuery,
  makeEnrolmentToken,
  rememberMade,
} from './queries.ts';
import { originForHosts } from './reach.ts';
import { ReachNotice } from './reach-notice.tsx';
import { TokenList } from './token-list.tsx';

/** Lets hosts come in by themselves: makes the command that they run, for this group. */
export function EnrolHosts({ group }: { readonly group: string }) {
  const query = useQuery(enrolmentTokensQuery);
  return (
    <div className="stack">
      <p>
        One line for any Windows host with PowerShell: run by hand, as a start-up script, or by a
        remote tool, it sends the host's inventory here.
      </p>
      <Answer query={query} lines={4}>
        {(known) => <Commands known={known} group={group} />}
      </Answer>
    </div>
  );
}

function Commands({ known, group }: { readonly known: EnrolmentTokens; readonly group: string }) {
  const client = useQueryClient();
  const { data: made } = useQuery(madeTokenQuery);
  const make = useMutation({
    mutationFn: () => makeEnrolmentToken(group),
    onSuccess: (one) => rememberMade(client, one),
  });
  const origin = originForHosts(known.origin, location.origin);
  // Once it has expired or was revoked, it must not be handed on.
  const works = made !== undefined && known.tokens.some(({ id }) => id === made.token.id);
  return (
    <>
      <ReachNotice origin={origin} />
      <div className="row">
        <Button
          variant={works ? 'default' : 'filled'}
          loading={make.isPending}
          onClick={() => make.mutate()}
        >
          {works ? 'Make another command' : 'Make a command'}
        </Button>
        <span role="status">{works && make.isSuccess && 'The command is below.'}</span>
      </div>
      {make.error !== null && <ProblemNotice error={make.error} />}
      {works && <MadeCommand key={made.token.id} made={made} origin={origin} group={group} />}
      <TokenList tokens={known.tokens} shown={works ? made.token.id : null} />
    </>
  );
}
