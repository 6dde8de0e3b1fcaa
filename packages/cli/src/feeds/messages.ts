import type { SyncStep } from '@daybreak/server/feed';

/** What a sync tells the server that started it as a process of its own. */
export type SyncMessage =
  | { readonly kind: 'step'; readonly step: SyncStep }
  /** `address` of the publisher when the fault is theirs; null when a document was bad. */
  | { readonly kind: 'failed'; readonly address: string | null; readonly reason: string };
