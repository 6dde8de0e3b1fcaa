/**
 * Remembers what a pure function made of each text: a table of 600,000 rows has 60,000 distinct
 * texts. The function gets a copy of its own, since a text cut from a large piece would keep the
 * whole piece in memory.
 */
export function memoize<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const copy = Buffer.from(text).toString();
    const value = make(copy);
    made.set(copy, value);
    return value;
  };
}
