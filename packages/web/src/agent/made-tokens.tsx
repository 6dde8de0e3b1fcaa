import type { MadeAgentTokens } from '@daybreak/protocol/agent';
import { CopyCommand } from '../enrolment/copy-command.tsx';
import { groupText } from '../enrolment/group-text.ts';
import { reachOf } from '../enrolment/reach.ts';
import { ReachNotice } from '../enrolment/reach-notice.tsx';
import { Until } from '../enrolment/until.tsx';
import { amountText, DownloadText } from '../ui/index.ts';

interface MadeTokensProps {
  readonly made: MadeAgentTokens;
  /** Name of the only host that may use it; null for any. */
  readonly host: string | null;
}

/** The commands that join hosts; they are told only this once. */
export function MadeTokens({ made: { group, expiresAt, tokens }, host }: MadeTokensProps) {
  const [first] = tokens;
  const [, origin] = /^daybreak-agent enroll (\S+) /.exec(first?.command ?? '') ?? [];
  const commands = tokens.map(({ command }) => `${command}\n`).join('');
  return (
    <section className="stack" aria-labelledby="made-tokens">
      <h3 id="made-tokens">
        {amountText(tokens.length, 'command')} for {host ?? groupText(group)}
      </h3>
      {origin !== undefined && reachOf(origin) === 'same machine' && (
        <ReachNotice origin={origin} />
      )}
      {tokens.length === 1 && first !== undefined ? (
        <CopyCommand command={first.command} />
      ) : (
        <div>
          <DownloadText
            file="daybreak-agents.txt"
            text={commands}
            label={`Download ${amountText(tokens.length, 'command')}, one a line`}
          />
        </div>
      )}
      <p>
        {tokens.length === 1 ? 'It' : 'Each'} works for one host, once, until{' '}
        <Until at={expiresAt} />. It is shown only now, and treated like a password: who has it can
        join a host as one of yours.
      </p>
    </section>
  );
}
