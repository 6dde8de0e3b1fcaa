/** What agents and orders say, in words. */
import type { AgentStatus, OrderAction, ShownOrder } from '@daybreak/protocol/agent';
import type { Tone } from '../ui/mark.tsx';

interface Words {
  readonly tone: Tone;
  readonly words: string;
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

export function actionText(action: OrderAction): string {
  return actions[action];
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

export function wordsOfOrder({ state, outcome }: Pick<ShownOrder, 'state' | 'outcome'>): Words {
  if (state !== 'ended') return states[state];
  return outcome === null ? { tone: 'unsure', words: 'ended' } : outcomes[outcome.kind];
}
