/** Notices of deadlines: where they go, when they are due, and what became of each. */
import { z } from 'zod';
import { isoTime, textUpTo } from '../text/index.ts';

export const noticeChannelId = z.uuid();
export const noticeDeliveryId = z.uuid();

export const channelKind = z.enum(['webhook', 'email', 'atom']);
export type ChannelKind = z.infer<typeof channelKind>;

const channelName = textUpTo(100)
  .trim()
  .min(1)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line');

/** One address: what a mail server is to decide about it, it decides. */
const mailAddress = textUpTo(254)
  .trim()
  .regex(/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/, 'must be one e-mail address');

const webhookAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2000)
  .regex(/^[^:]+:\/\/[^/?#@]*(?:[/?#]|$)/, 'must not hold a user name or password');

/** As Standard Webhooks has it: 24 to 64 bytes. */
const webhookSecret = z
  .string()
  .trim()
  .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64')
  .refine(
    (text) => (text.length - 'whsec_'.length) % 4 === 0,
    'is cut short: base64 comes in fours',
  );

export const newNoticeChannel = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('webhook'),
    name: channelName,
    url: webhookAddress,
    /** One that the receiver has given; without it one is made. */
    secret: webhookSecret.optional(),
  }),
  z.object({
    kind: z.literal('email'),
    name: channelName,
    to: z.array(mailAddress).min(1).max(50),
  }),
  z.object({ kind: z.literal('atom'), name: channelName }),
]);
export type NewNoticeChannel = z.infer<typeof newNoticeChannel>;

export const noticeChannel = z.object({
  id: noticeChannelId,
  kind: channelKind,
  name: z.string(),
  /** Of a webhook: its server; the path is left out, for it often holds a secret. */
  server: z.string().nullable(),
  to: z.array(z.string()),
  createdBy: z.string(),
  createdAt: isoTime,
  /** Of an Atom feed: when it was last asked for. */
  lastReadAt: isoTime.nullable(),
  lastSentAt: isoTime.nullable(),
  /** How many messages failed and are tried again. */
  waiting: z.int().nonnegative(),
  /** How many were given up since the last that got through. */
  givenUp: z.int().nonnegative(),
  /** Why the last test failed; null where none has, or something got through since. */
  testError: z.string().nullable(),
});
export type NoticeChannel = z.infer<typeof noticeChannel>;

export const noticeChannels = z.object({
  channels: z.array(noticeChannel),
  watch: z.object({
    /** When the deadlines were last looked at by this server; null before the first time. */
    lookedAt: isoTime.nullable(),
    /** Why they could not be looked at; null when they could. */
    problem: z.string().nullable(),
  }),
});
export type NoticeChannels = z.infer<typeof noticeChannels>;

export const madeNoticeChannel = z.object({
  channel: noticeChannel,
  /** Of a webhook: what its receiver checks signatures with. Never told again. */
  secret: z.string().nullable(),
  /** Of an Atom feed: whoever has it can read the feed. Never told again. */
  address: z.string().nullable(),
});
export type MadeNoticeChannel = z.infer<typeof madeNoticeChannel>;

export const testOutcome = z.object({
  sent: z.boolean(),
  /** True when their server was at fault, not what it was told. */
  outage: z.boolean(),
  message: z.string(),
});
export type TestOutcome = z.infer<typeof testOutcome>;

export const noticeSettings = z.object({
  /** Deadlines that give at most so many hours are told of as they appear. */
  appearHours: z.number().min(0).max(8760),
  /** A deadline nears when at most so many hours are left, … */
  nearHours: z.number().min(0).max(8760),
  /** … or this share of its time: whichever comes first. */
  nearShare: z.number().min(0).max(1),
  /** The hour in UTC at which one is reminded each day of what is overdue. */
  reminderHour: z.int().min(0).max(23),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

const mailServerFacts = {
  host: textUpTo(253)
    .trim()
    .regex(/^[\w.:-]+$/, "must be a host's name or address"),
  port: z.int().min(1).max(65_535),
  security: z.enum(['starttls', 'tls', 'none']),
  /** Empty where it wants no login. */
  user: textUpTo(254),
  from: mailAddress,
};

export const newMailServer = z.object({
  ...mailServerFacts,
  /** Left out to keep the one that is set, for the same server and user. */
  password: textUpTo(1000).optional(),
});
export type NewMailServer = z.infer<typeof newMailServer>;

export const mailServer = z.object({ ...mailServerFacts, passwordSet: z.boolean() });
export type MailServer = z.infer<typeof mailServer>;

export const mailServerState = z.object({ server: mailServer.nullable() });

export const deliveryState = z.enum(['queued', 'failed', 'sent', 'given-up']);

export const noticeDelivery = z.object({
  id: noticeDeliveryId,
  channel: z.string(),
  channelKind,
  channelRemoved: z.boolean(),
  test: z.boolean(),
  /** How many notices it brings; 0 for a test. */
  notices: z.int().nonnegative(),
  /** The updates they are of, the most urgent first; a few only. */
  updates: z.array(z.string()),
  /** Not yet tried; tried and to be tried again; arrived; not tried any more. */
  state: deliveryState,
  attempts: z.int().nonnegative(),
  createdAt: isoTime,
  /** When it is tried next; null when it is not. */
  nextAt: isoTime.nullable(),
  sentAt: isoTime.nullable(),
  error: z.string().nullable(),
  outage: z.boolean(),
});
export type NoticeDelivery = z.infer<typeof noticeDelivery>;

export const deliveryQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

export const deliveryPage = z.object({
  deliveries: z.array(noticeDelivery),
  next: z.string().nullable(),
});
export type DeliveryPage = z.infer<typeof deliveryPage>;
