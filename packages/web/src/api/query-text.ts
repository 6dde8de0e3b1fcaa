type Value = string | number | null | undefined;

/** `?a=1&b=2` of the values that are there; empty without any. */
export function queryText(values: Readonly<Record<string, Value>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
