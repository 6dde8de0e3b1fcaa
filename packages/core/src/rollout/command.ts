import type { Cell, GateFinding, GateJudgement } from '../gate/index.ts';

/** Why somebody is called, and nobody may miss it. */
export type PageReason =
  | { readonly kind: 'halted'; readonly ring: number; readonly by: readonly string[] }
  | { readonly kind: 'deadline-near' | 'deadline-passed'; readonly hosts: number }
  | { readonly kind: 'ring-waits'; readonly ring: number }
  | { readonly kind: 'ended' };

/** What is to be done, each in the transaction that keeps the event: so each is done once. */
export type RolloutCommand =
  | {
      readonly kind: 'order';
      readonly action: 'install' | 'roll-back';
      readonly hosts: readonly number[];
    }
  /** Orders that have not begun. */
  | { readonly kind: 'cancel-orders'; readonly hosts: readonly number[] }
  /** From when on hosts are looked at, and until when. */
  | { readonly kind: 'watch' | 'unwatch' }
  | { readonly kind: 'open-ring'; readonly ring: number }
  /** What a gate was given to look at, by process: enough to work out its evidence again. */
  | { readonly kind: 'round'; readonly cells: Readonly<Record<string, readonly Cell[]>> }
  | {
      readonly kind: 'verdict';
      readonly ring: number;
      readonly judgement: GateJudgement;
      readonly findings: readonly GateFinding[];
    }
  | { readonly kind: 'page'; readonly reason: PageReason };
