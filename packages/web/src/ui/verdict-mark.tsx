import type { AdvisoryState, Verdict } from '@daybreak/protocol/exposure';
import { Mark, type Tone } from './mark.tsx';

type State = Verdict | AdvisoryState;

const tones: Readonly<Record<State, Tone>> = {
  exposed: 'act',
  open: 'act',
  unknown: 'unsure',
  clean: 'verified',
  fixed: 'verified',
  'not affected': 'neutral',
};

/** A host's verdict or an advisory's state, as shape, colour and word. */
export function VerdictMark({ state }: { readonly state: State }) {
  return <Mark tone={tones[state]}>{state}</Mark>;
}
