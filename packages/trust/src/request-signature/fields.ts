/**
 * The fields Signature-Input and Signature (RFC 9421, 4) in the one spelling that our agents write.
 * What else they may hold is not believed, and so is not read either. The tag marks what is meant
 * for Daybreak, so that no signature made for it serves anything else.
 */

/** Without quotation marks and backslashes in it, a key's id needs no escaping (RFC 9651, 3.3.3). */
const inputForm =
  /^daybreak=(\("@method" "@path" "@query" "content-digest"\);created=(\d{1,12});keyid="([!#-[\]-~]{1,200})";alg="ed25519";nonce="([1-9]\d{0,24})";tag="daybreak-agent")$/;
/** The 64 bytes of Ed25519 (RFC 8032, 5.1.6). */
const signatureForm = /^daybreak=:([A-Za-z0-9+/]{86}==):$/;

/** What a signature says of itself. */
export interface SignatureParameters {
  readonly createdSeconds: number;
  readonly keyId: string;
  readonly serial: bigint;
}

/** A signature that was read, with its parameters as they are written too, for they are signed. */
export interface ReadSignature extends SignatureParameters {
  readonly parameters: string;
  readonly bytes: Buffer;
}

/** The components are those of `componentsOf`, in its order. */
export function writeParameters({ createdSeconds, keyId, serial }: SignatureParameters): string {
  return [
    '("@method" "@path" "@query" "content-digest")',
    `created=${createdSeconds}`,
    `keyid="${keyId}"`,
    'alg="ed25519"',
    `nonce="${serial}"`,
    'tag="daybreak-agent"',
  ].join(';');
}

export function writeFields(
  parameters: string,
  signature: Buffer,
): Readonly<Record<'signature-input' | 'signature', string>> {
  return {
    'signature-input': `daybreak=${parameters}`,
    signature: `daybreak=:${signature.toString('base64')}:`,
  };
}

/** Null for all that our agents do not write. */
export function readFields(input = '', signature = ''): ReadSignature | null {
  const [, parameters, created, keyId, nonce] = inputForm.exec(input) ?? [];
  const [, base64] = signatureForm.exec(signature) ?? [];
  if (parameters === undefined || keyId === undefined || nonce === undefined) return null;
  if (base64 === undefined) return null;
  const said = { createdSeconds: Number(created), keyId, serial: BigInt(nonce) };
  return { ...said, parameters, bytes: Buffer.from(base64, 'base64') };
}
