import './page.css';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** Beside the title: what one can do here. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its name, for the window too, and what it shows. */
export function Page({ title, actions, children }: PageProps) {
  return (
    <div className="page">
      <title>{`${title} · Daybreak`}</title>
      <div className="page__head">
        <h1>{title}</h1>
        {actions}
      </div>
      {children}
    </div>
  );
}
