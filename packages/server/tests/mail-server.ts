/** A real SMTP server on the loopback that keeps what it was given. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly content: string;
  readonly encrypted: boolean;
  readonly user: string;
}

export interface TestMailServer extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly Mail[];
}

export async function startMailServer(options: SMTPServerOptions): Promise<TestMailServer> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    ...options,
    onData: (stream, session, done) => {
      void text(stream).then((content) => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          content,
          encrypted: session.secure,
          user: String(session.user ?? ''),
        });
        done();
      });
    },
  });
  // Whoever breaks a handshake off, as one that does not trust it must, is no fault of the test.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
