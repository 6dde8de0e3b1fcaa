const whole = new Intl.NumberFormat('en');

/** `1,840`. */
export function numberText(value: number): string {
  return whole.format(value);
}

/** `1 host`, `1,840 hosts`; the plural is given where it is not the word with an s. */
export function amountText(count: number, word: string, plural = `${word}s`): string {
  return `${numberText(count)} ${count === 1 ? word : plural}`;
}
