/** What agents and orders say, in words. */
import type {
  AgentStatus,
  EvidenceWish,
  NewOrder,
  OrderAction,
  ShownOrder,
} from '@daybreak/protocol/agent';
import type { Tone } from '../ui/mark.tsx';
import { wordsOfProbes } from './probe-words.ts';

export interface Words {
  readonly tone: Tone;
  readonly words: string;
}

/** `60 seconds`, `5 minutes`. */
export function spanText(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

const trustWords: Readonly<Record<AgentStatus['trust']['state'], Words>> = {
  'no-root': { tone: 'unsure', words: 'believes nobody yet, and installs nothing' },
  trusted: { tone: 'verified', words: 'believes what approvers have signed' },
  outage: { tone: 'unsure', words: 'could not get what is signed' },
  forged: { tone: 'act', words: 'refuses: not signed by those whom it believes' },
  'rolled-back': { tone: 'act', words: 'refuses: older than what it has seen before' },
  expired: { tone: 'act', words: 'refuses: what was signed has expired' },
  mixed: { tone: 'act', words: 'refuses: what it got does not belong together' },
  damaged: { tone: 'act', words: 'refuses: what it got is damaged' },
};

export function wordsOfTrust({ state }: Pick<AgentStatus['trust'], 'state'>): Words {
  return trustWords[state];
}

const actions: Readonly<Record<OrderAction, string>> = {
  install: 'Install',
  'roll-back': 'Roll back',
  restart: 'Restart',
  probe: 'Look at what it serves',
  'collect-evidence': 'Collect evidence',
};

/** `Install libssl3 3.0.17`, `Roll back to libssl3 3.0.16 and take out KB5039227`. */
export function wantedText({
  action,
  packages,
  updates,
}: Pick<NewOrder, 'action' | 'packages' | 'updates'>): string {
  const named = packages.map(({ name, version }) => `${name} ${version}`);
  if (action !== 'roll-back') {
    return `${actions[action]} ${[...named, ...updates].join(', ')}`.trimEnd();
  }
  const parts = [
    ...(named.length > 0 ? [`roll back to ${named.join(', ')}`] : []),
    ...(updates.length > 0 ? [`take out ${updates.join(', ')}`] : []),
  ];
  return parts.join(' and ').replace(/^./, (first) => first.toUpperCase());
}

const wishes: Readonly<Record<Exclude<EvidenceWish, 'none'>, string>> = {
  keep: 'Evidence is gathered first and kept on the host; its hash comes here',
  upload: 'Evidence is gathered first, kept on the host, and handed over',
};

export function evidenceWishText(wish: keyof typeof wishes): string {
  return wishes[wish];
}

const states: Readonly<Record<Exclude<ShownOrder['state'], 'ended'>, Words>> = {
  waiting: { tone: 'neutral', words: 'waiting for the host to ask' },
  granted: { tone: 'neutral', words: 'handed to the host' },
  lapsed: { tone: 'unsure', words: 'handed over, and nothing was heard' },
  begun: { tone: 'neutral', words: 'begun' },
  cancelled: { tone: 'neutral', words: 'cancelled' },
};

const outcomes: Readonly<Record<NonNullable<ShownOrder['outcome']>['kind'], Words>> = {
  done: { tone: 'verified', words: 'done, as its own inventory shows' },
  refused: { tone: 'act', words: 'refused by the host' },
  failed: { tone: 'act', words: 'failed' },
  interrupted: { tone: 'unsure', words: 'interrupted' },
};

type Told = Pick<ShownOrder, 'state' | 'outcome' | 'action' | 'updates'>;

export function wordsOfOrder({ state, outcome, action, updates }: Told): Words {
  if (state !== 'ended') return states[state];
  if (outcome === null) return { tone: 'unsure', words: 'ended' };
  if (outcome.kind !== 'done') return outcomes[outcome.kind];
  if (wordsOfProbes(outcome.probes ?? []).tone === 'act') {
    return { tone: 'act', words: 'done, and what the host looked at is not well' };
  }
  if (action !== 'install' && action !== 'roll-back') return { tone: 'verified', words: 'done' };
  // Windows counts some only after a restart: its inventory does not show those yet.
  if (updates.length > 0 && outcome.reasons.length > 0) {
    return { tone: 'unsure', words: 'done as Windows says, and not in its inventory yet' };
  }
  return outcomes.done;
}
