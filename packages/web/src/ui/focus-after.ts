/** Before a row of fields is removed: the focus goes to the row after it, or to the button there. */
export function focusAfter(button: HTMLElement): void {
  const next = button.closest('fieldset')?.nextElementSibling;
  next?.querySelector<HTMLElement>('select, input, button')?.focus();
}
