/** A message on its way to one channel. */

/** Not yet tried; tried, and to be tried again; arrived; not tried any more. */
export type DeliveryState = 'queued' | 'failed' | 'sent' | 'given-up';

/** One that this server has taken, for as long as its lease lasts. */
export interface TakenDelivery {
  readonly id: string;
  readonly channelId: string;
  /** Null for a test. */
  readonly batch: string | null;
  /** How often it was tried, this attempt among them. */
  readonly attempts: number;
  readonly giveUpAt: Date;
}

/** What came of an attempt. */
export type AttemptResult =
  /** The note says what did not go well all the same. */
  | { readonly state: 'sent'; readonly note: string | null }
  | {
      readonly state: 'failed';
      readonly nextAt: Date;
      readonly error: string;
      readonly outage: boolean;
    }
  | { readonly state: 'given-up'; readonly error: string; readonly outage: boolean };
