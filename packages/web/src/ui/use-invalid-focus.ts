import { type RefObject, useEffect, useRef } from 'react';

/** Gives the focus to the first field of a form that is marked as wrong, once for each answer. */
export function useInvalidFocus(answer: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answer == null) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [answer]);
  return form;
}
