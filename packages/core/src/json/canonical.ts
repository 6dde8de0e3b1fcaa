/**
 * One text for one value, whatever order its fields came in: JSON without spaces, the fields of
 * each object ordered by code unit (RFC 8785 §3.2.3). Fields that are undefined are not there.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return canonicalArray(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** Long lists are of plain texts, which have one form already: whole, they are written far faster. */
function canonicalArray(values: readonly unknown[]): string {
  const plain = values.every((value) => typeof value === 'string');
  return plain ? JSON.stringify(values) : `[${values.map(canonicalJson).join(',')}]`;
}
