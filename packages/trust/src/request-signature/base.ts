/** What is signed of a message: names of components with their values (RFC 9421, 2). */
export type Components = ReadonlyMap<string, string>;

/** The text that is signed (RFC 9421, 2.5); the parameters are as Signature-Input has them. */
export function signatureBase(components: Components, parameters: string): string {
  const lines = [...components].map(([name, value]) => `"${name}": ${value}`);
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}
