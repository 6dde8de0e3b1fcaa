import { type Message, messageOf, type Notice } from '@daybreak/core/notice';

/** One attempt to send one message; the same for all kinds of channel. */
export interface Sending {
  /** Of the delivery: the same at each attempt, so that a receiver can drop a repeat. */
  readonly id: string;
  readonly message: Message;
  /** None for a test. */
  readonly notices: readonly Notice[];
  readonly now: Date;
  /** Where the screens are: `https://daybreak.example`. */
  readonly origin: string;
  readonly version: string;
  /** Aborted when the server stops. */
  readonly signal: AbortSignal;
}

/** What a message says: of these notices, or that it is a test. */
export function messageFor(notices: readonly Notice[], now: Date): Message {
  return notices.length > 0 ? messageOf(notices, now.getTime()) : testMessage;
}

const testMessage: Message = {
  subject: 'Test: Daybreak can reach you here',
  blocks: [['This is a test that an administrator asked for. There is nothing to do.']],
  left: 0,
};

/** The screen of an update. */
export function linkTo(origin: string, update: string): string {
  return `${origin}/updates/${encodeURIComponent(update)}`;
}
