/**
 * Where people and hosts reach the server: scheme, name and port. It is what cookies, the check of
 * where a request comes from, and the enrolment command go by.
 *
 * @param told DAYBREAK_ORIGIN; undefined for this machine only
 * @returns null when it is no such address
 */
export function originOf(told: string | undefined, port: number): string | null {
  if (told === undefined) return `http://localhost:${port}`;
  if (!URL.canParse(told)) return null;
  const { protocol, hostname, origin, href } = new URL(told);
  // URL lets quotes and the like into a name, which then stand in commands and headers.
  const isName = /^(?:[a-z\d._-]+|\[[a-f\d:]+\])$/.test(hostname);
  return /^https?:$/.test(protocol) && isName && href === `${origin}/` ? origin : null;
}
