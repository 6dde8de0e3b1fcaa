import './mark.css';
import {
  IconAlertOctagonFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconHelpTriangle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What a colour says here, and nothing else: act now; unknown or not enough; verified. */
export type Tone = 'act' | 'unsure' | 'verified' | 'neutral';

/** Each tone has a shape of its own, so that no one needs the colour. */
const shapes = {
  act: IconAlertOctagonFilled,
  unsure: IconHelpTriangle,
  verified: IconCircleCheckFilled,
  neutral: IconCircleDashed,
};

interface MarkProps {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** Shape, colour and word of a state. */
export function Mark({ tone, children }: MarkProps) {
  const Shape = shapes[tone];
  return (
    <span className={`mark mark--${tone}`}>
      <Shape aria-hidden />
      {children}
    </span>
  );
}
