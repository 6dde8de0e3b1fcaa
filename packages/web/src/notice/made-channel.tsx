import type { MadeNoticeChannel } from '@daybreak/protocol/notice';
import { CopyCommand } from '../enrolment/copy-command.tsx';

/** What is told once: the secret of a webhook, the address of a feed. Nothing for an e-mail. */
export function MadeChannel({
  made: { channel, secret, address },
}: {
  readonly made: MadeNoticeChannel;
}) {
  if (secret !== null) {
    return (
      <section className="stack" aria-labelledby="made-channel">
        <h3 id="made-channel">Signing secret of {channel.name}</h3>
        <p>
          Enter it at the receiver, which checks with it that a message is ours (Standard Webhooks).
          It is shown now and never again.
        </p>
        <CopyCommand command={secret} what="the secret" />
      </section>
    );
  }
  if (address === null) return null;
  return (
    <section className="stack" aria-labelledby="made-channel">
      <h3 id="made-channel">Address of {channel.name}</h3>
      <p>
        Whoever has it can read the notices, without a login. It is shown now and never again;
        remove the channel to revoke it.
      </p>
      <CopyCommand command={address} what="the address" />
    </section>
  );
}
