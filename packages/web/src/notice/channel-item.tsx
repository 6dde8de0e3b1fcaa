import type { NoticeChannel } from '@daybreak/protocol/notice';
import { Age, Mark, numberText } from '../ui/index.ts';
import { kindText } from './kind-text.ts';
import { RemoveChannel } from './remove-channel.tsx';
import { TestChannel } from './test-channel.tsx';

interface ChannelItemProps {
  readonly channel: NoticeChannel;
  readonly onRemoved: () => void;
}

/** One channel: where it leads, how it goes, and what one can do with it. */
export function ChannelItem({ channel, onRemoved }: ChannelItemProps) {
  const { name, kind, server, to, createdBy, createdAt, givenUp, testError } = channel;
  const isBroken = givenUp > 0 || testError !== null;
  return (
    <li className="notice-channel stack" data-broken={isBroken || undefined}>
      <h3>{name}</h3>
      <dl className="facts">
        <dt>{kindText(kind)}</dt>
        <dd>{server ?? (kind === 'email' ? to.join(', ') : 'whoever has its address')}</dd>
        <dt>State</dt>
        <dd>
          <ChannelState channel={channel} />
        </dd>
        <dt>Added</dt>
        <dd>
          by {createdBy}, <Age at={createdAt} />
        </dd>
      </dl>
      <div className="row">
        {kind !== 'atom' && <TestChannel id={channel.id} name={name} />}
        <RemoveChannel id={channel.id} name={name} onRemoved={onRemoved} />
      </div>
    </li>
  );
}

function ChannelState({ channel }: { readonly channel: NoticeChannel }) {
  const { kind, lastSentAt, lastReadAt } = channel;
  if (kind === 'atom')
    return lastReadAt === null ? (
      <>never read</>
    ) : (
      <>
        read <Age at={lastReadAt} />
      </>
    );
  return (
    <>
      <HowItGoes channel={channel} />
      {lastSentAt === null ? (
        'nothing sent yet'
      ) : (
        <>
          last sent <Age at={lastSentAt} />
        </>
      )}
    </>
  );
}

/** Empty where nothing has been tried. */
function HowItGoes({
  channel: { kind, givenUp, waiting, testError, lastSentAt },
}: Pick<ChannelItemProps, 'channel'>) {
  if (givenUp > 0) {
    return (
      <>
        <Mark tone="act">{numberText(givenUp)} given up</Mark> since the last that arrived;{' '}
      </>
    );
  }
  if (testError !== null) {
    return (
      <>
        <Mark tone="act">the last test failed</Mark>: {testError.replace(/\.$/, '')};{' '}
      </>
    );
  }
  if (waiting > 0) {
    return (
      <>
        <Mark tone="unsure">{numberText(waiting)} failed</Mark>, will be tried again;{' '}
      </>
    );
  }
  if (lastSentAt === null) return null;
  // Whether a mail arrives, the server that took it does not tell.
  const word = kind === 'email' ? 'accepted by the mail server' : 'arrives';
  return (
    <>
      <Mark tone={kind === 'email' ? 'neutral' : 'verified'}>{word}</Mark>,{' '}
    </>
  );
}
