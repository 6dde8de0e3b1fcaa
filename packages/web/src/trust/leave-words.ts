import type { TrustView } from '@daybreak/protocol/trust';
import { amountText, numberText } from '../ui/index.ts';
import type { Tone } from '../ui/mark.tsx';
import { currentManifests, type Leave } from './leave.ts';

interface LeaveWords {
  readonly tone: Tone;
  /** The answer to whether hosts may install anything. */
  readonly answer: string;
  /** What that means, and what would change it. */
  readonly means: string;
}

export function leaveWords(leave: Leave, trust: TrustView, now: Date): LeaveWords {
  switch (leave) {
    case 'no-root':
      return {
        tone: 'neutral',
        answer: 'No: nobody approves yet',
        means: 'Hosts report how they are, and install nothing.',
      };
    case 'halted':
      return {
        tone: 'act',
        answer: 'No: everything is halted',
        means:
          'No host begins anything, whatever is open. What a host has begun already, it finishes.',
      };
    case 'expired':
      return {
        tone: 'act',
        answer: 'No: what approvers have signed has expired',
        means: 'No host believes it any more. Approvers have to sign anew.',
      };
    case 'nothing-approved':
      return {
        tone: 'neutral',
        answer: 'No: nothing is approved',
        means: 'Hosts install only what approvers have signed, and only until its last day.',
      };
    case 'nothing-open':
      return {
        tone: 'neutral',
        answer: 'No: nothing is open',
        means: 'What is approved waits below until somebody opens it.',
      };
    case 'open':
      return { tone: 'verified', answer: openText(trust, now), means: orderedText };
    default:
      return leave satisfies never;
  }
}

const orderedText = 'Each host does of it what it is ordered to, and no more.';

function openText(trust: TrustView, now: Date): string {
  const current = currentManifests(trust, now);
  const open = current.filter(({ isOpen }) => isOpen).length;
  const are = open === 1 ? 'is' : 'are';
  return `Yes: ${numberText(open)} of ${amountText(current.length, 'manifest')} ${are} open`;
}
