import type { ReactNode } from 'react';

interface TableFrameProps {
  /** What the table is, for those who cannot see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Lets a wide table scroll by itself; with the keyboard too, so it takes the focus. */
export function TableFrame({ label, children }: TableFrameProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-frame" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
