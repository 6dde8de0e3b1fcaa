/** What happens to a rollout. Events are kept, and the same events give the same state. */

export interface ByPerson {
  /** Name of the user, or of the directive's standing approval. */
  readonly by: string;
}

/** What one host says of the order that it was given. */
export type OrderEnd = 'done' | 'refused' | 'failed' | 'interrupted';

/** What was heard of hosts since it was looked at last; hosts by their numbers. */
export interface Sighting {
  /** They have asked for their orders. */
  readonly granted?: readonly number[];
  readonly begun?: readonly number[];
  readonly ended?: readonly (readonly [host: number, end: OrderEnd])[];
  /** Their own inventory shows the update. */
  readonly verified?: readonly number[];
  /** Their own inventory shows what was there before the update. */
  readonly without?: readonly number[];
  /** They are being looked at as planned. */
  readonly looked?: readonly number[];
  /** What fails on them, by its place in the setup's probes. */
  readonly failing?: readonly (readonly [host: number, probe: number])[];
  readonly silent?: readonly number[];
  /** They were silent, and are not any more. */
  readonly heard?: readonly number[];
}

export type RolloutEvent =
  | ({ readonly kind: 'approve' } & ByPerson)
  | ({ readonly kind: 'start' } & ByPerson)
  | ({ readonly kind: 'halt'; readonly why: string } & ByPerson)
  | ({ readonly kind: 'resume' } & ByPerson)
  /** These are left as they are, and taken back where they have the update and it can be. */
  | ({
      readonly kind: 'exclude';
      readonly hosts: readonly number[];
      readonly why: string;
    } & ByPerson)
  /** All that have the update where no hosts are named. */
  | ({ readonly kind: 'roll-back'; readonly hosts: readonly number[] | null } & ByPerson)
  | ({ readonly kind: 'retry'; readonly hosts: readonly number[] } & ByPerson)
  | ({ readonly kind: 'skip'; readonly hosts: readonly number[]; readonly why: string } & ByPerson)
  /** The open ring counts as passed, on this person's word. */
  | ({ readonly kind: 'override'; readonly why: string } & ByPerson)
  | ({ readonly kind: 'cancel'; readonly why: string } & ByPerson)
  | { readonly kind: 'saw'; readonly sighting: Sighting }
  /** Time has passed. */
  | { readonly kind: 'tick'; readonly openCalendars: readonly number[] };
