import './notice.css';
import {
  IconAlertOctagon,
  IconCircleCheck,
  IconHelpTriangle,
  IconInfoCircle,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tone } from './mark.tsx';

const shapes = {
  act: IconAlertOctagon,
  unsure: IconHelpTriangle,
  verified: IconCircleCheck,
  neutral: IconInfoCircle,
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Something a person should know before reading on. */
export function Notice({ tone, title, children, action }: NoticeProps) {
  const Shape = shapes[tone];
  return (
    <div className={`notice notice--${tone}`}>
      <Shape aria-hidden />
      <div>
        <h2>{title}</h2>
        {children}
      </div>
      {action !== undefined && <div className="notice__action">{action}</div>}
    </div>
  );
}
