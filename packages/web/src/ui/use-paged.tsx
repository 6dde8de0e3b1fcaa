import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { numberText } from './number-text.ts';

interface Paged<T> {
  readonly shown: readonly T[];
  /** Shows how many of all are there, and a button for more; null when that is all. */
  readonly more: ReactNode;
}

/** The first so many of a long list, and more of it on demand: a page of thousands stays quick. */
export function usePaged<T>(all: readonly T[], pageSize: number): Paged<T> {
  const [pages, setPages] = useState(1);
  const shown = all.slice(0, pages * pageSize);
  const left = all.length - shown.length;
  const more = left > 0 && (
    <p className="row">
      <span>
        {numberText(shown.length)} of {numberText(all.length)} shown
      </span>
      <Button size="compact-sm" variant="default" onClick={() => setPages(pages + 1)}>
        Show {numberText(Math.min(left, pageSize))} more
      </Button>
    </p>
  );
  return { shown, more: more || null };
}
