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
  const { protocol, origin, href } = new URL(told);
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : null;
}
