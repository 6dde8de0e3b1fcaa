import { type Item, type Parameters, serializeInnerList } from 'structured-headers';

/** What is signed of a message: names of components with their values (RFC 9421, 2). */
export type Components = ReadonlyMap<string, string>;

/** The text that is signed (RFC 9421, 2.5), and its last line as the field Signature-Input has it. */
export interface SignatureBase {
  readonly text: string;
  readonly input: string;
}

export function signatureBase(components: Components, parameters: Parameters): SignatureBase {
  const items = [...components.keys()].map((name): Item => [name, new Map()]);
  const input = serializeInnerList([items, parameters]);
  const lines = [...components].map(([name, value]) => `"${name}": ${value}`);
  return { text: [...lines, `"@signature-params": ${input}`].join('\n'), input };
}
