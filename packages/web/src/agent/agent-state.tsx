import type { AgentStatus, HostAgent } from '@daybreak/protocol/agent';
import type { HostSummary } from '@daybreak/protocol/host';
import { Age, Mark, Notice } from '../ui/index.ts';
import { AgentActions } from './agent-actions.tsx';
import { spanText, wordsOfTrust } from './agent-words.ts';
import { CloneNotice } from './clone-notice.tsx';

export type Agent = NonNullable<HostAgent['agent']>;

interface AgentStateProps {
  readonly agent: Agent;
  readonly host: HostSummary;
}

/** Whether the agent is there, what it believes, and what it says of its host. */
export function AgentState({ agent, host }: AgentStateProps) {
  const { status, clone, lastContact, pollSeconds, enrolledAt, revokedAt } = agent;
  return (
    <section className="panel stack" aria-labelledby="agent">
      <h2 id="agent">
        Agent: <Contact agent={agent} />
      </h2>
      {clone !== null && revokedAt === null && <CloneNotice clone={clone} host={host} />}
      {status !== null && <Refusal status={status.said} />}
      {host.system === 'windows' && (
        <p>
          <Mark tone="unsure">Windows agents are not yet run on real Windows</Mark>
        </p>
      )}
      <dl className="facts">
        <dt>Last contact</dt>
        <dd>
          <Age at={lastContact} />; it asks every {spanText(pollSeconds)}
        </dd>
        {revokedAt !== null && (
          <>
            <dt>Revoked</dt>
            <dd>
              <Age at={revokedAt} />: it is not heard any more
            </dd>
          </>
        )}
        {status === null ? (
          <>
            <dt>Status</dt>
            <dd>it has not said anything yet</dd>
          </>
        ) : (
          <StatusFacts status={status.said} at={status.at} />
        )}
        <dt>Joined</dt>
        <dd>
          <Age at={enrolledAt} />
        </dd>
      </dl>
      <AgentActions agent={agent} host={host} />
    </section>
  );
}

/** The worst that is true of it. */
function Contact({ agent: { revokedAt, clone, isSilent, status } }: { readonly agent: Agent }) {
  if (revokedAt !== null) return <Mark tone="act">revoked</Mark>;
  if (clone !== null) return <Mark tone="act">two machines have its key</Mark>;
  if (isSilent) return <Mark tone="unsure">silent</Mark>;
  if (status !== null && wordsOfTrust(status.said.trust).tone === 'act') {
    return <Mark tone="act">in contact, and refuses everything</Mark>;
  }
  return <Mark tone="verified">in contact</Mark>;
}

function Refusal({ status: { trust } }: { readonly status: AgentStatus }) {
  const { tone, words } = wordsOfTrust(trust);
  if (tone !== 'act') return null;
  return (
    <Notice tone="act" title={`It ${words}`}>
      <p>
        {trust.why === '' ? 'It gave no reason.' : trust.why} It begins nothing until that is
        settled. Its root of trust is version {trust.rootVersion}.
      </p>
    </Notice>
  );
}

function StatusFacts({ status, at }: { readonly status: AgentStatus; readonly at: string }) {
  const { version, bootedAt, trust, hindrances } = status;
  const { tone, words } = wordsOfTrust(trust);
  return (
    <>
      <dt>Trust</dt>
      <dd>
        <Mark tone={tone}>{words}</Mark>
        {trust.rootVersion > 0 && ` (root version ${trust.rootVersion})`}
        {tone === 'unsure' && trust.why !== '' && `: ${trust.why}`}
      </dd>
      <dt>Restart</dt>
      <dd>
        <Restart restart={status.restart} />
      </dd>
      <dt>Hindrances</dt>
      <dd>
        {hindrances.length === 0 ? (
          'none: its package manager can work'
        ) : (
          <ul>
            {hindrances.map((one) => (
              <li key={one}>
                <Mark tone="act">{one}</Mark>
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>Host started</dt>
      <dd>{bootedAt === null ? 'the host cannot tell' : <Age at={bootedAt} />}</dd>
      <dt>Version</dt>
      <dd>
        {version}, as it said <Age at={at} />
      </dd>
    </>
  );
}

/** Null where the host cannot tell, which is not the same as no. */
function Restart({ restart }: { readonly restart: AgentStatus['restart'] | null }) {
  if (restart === null) return <Mark tone="unsure">the host cannot tell</Mark>;
  const { isNeeded, because, services } = restart;
  return (
    <>
      {isNeeded ? <Mark tone="unsure">the host wants a restart</Mark> : 'the host needs none'}
      {isNeeded && because.length > 0 && `, because of ${because.join(', ')}`}
      {services.length > 0 && (
        <div>
          <Mark tone="unsure">services to restart</Mark>: {services.join(', ')}
        </div>
      )}
    </>
  );
}
