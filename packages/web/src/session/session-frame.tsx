import './session-frame.css';
import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';

interface SessionFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What one sees before being let in. */
export function SessionFrame({ title, children }: SessionFrameProps) {
  return (
    <main className="session-frame">
      <title>{`${title} · Daybreak`}</title>
      <div className="session-frame__box">
        <Brand />
        <div className="panel stack">
          <h1>{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
