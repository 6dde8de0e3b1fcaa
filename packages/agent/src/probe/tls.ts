import { connect, getCACertificates, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Finding } from './finding.ts';

const timeoutMs = 15_000;
/** From the first byte to the last, however slowly they come. */
export const wholeMs = 30_000;
const dayMs = 86_400_000;
/** Long enough for somebody to do something about it on a working day. */
const expiresSoonDays = 7;

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What the host itself trusts: an administrator's own authority is there too. */
export function systemAuthorities(): readonly string[] {
  const system = getCACertificates('system');
  return system.length > 0 ? system : getCACertificates('default');
}

/** A handshake, with the chain and the name verified. */
export async function lookAtTls(
  { host, port }: Endpoint,
  authorities: readonly string[],
  now: Date,
  limitMs = wholeMs,
): Promise<Finding> {
  const answer = await handshake({ host, port }, authorities, limitMs);
  if (answer instanceof Error) return { state: 'critical', text: reasonOf(answer) };
  const { certificate, protocol, cipher } = answer;
  const days = Math.floor((Date.parse(certificate.valid_to) - now.getTime()) / dayMs);
  const text = `${protocol} with ${cipher}; the certificate holds ${days} more days`;
  return { state: days < expiresSoonDays ? 'warning' : 'ok', text };
}

interface Handshake {
  readonly certificate: PeerCertificate;
  readonly protocol: string;
  readonly cipher: string;
}

function handshake(
  { host, port }: Endpoint,
  authorities: readonly string[],
  limitMs: number,
): Promise<Handshake | Error> {
  return new Promise((resolve) => {
    const named = isAddress(host) ? {} : { servername: host };
    const socket: TLSSocket = connect({ host, port, ca: [...authorities], ...named });
    const end = (answer: Handshake | Error): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(answer);
    };
    const limit = setTimeout(() => end(new Error(`not done within ${limitMs / 1000} s`)), limitMs);
    socket.setTimeout(timeoutMs, () => end(new Error(`no answer within ${timeoutMs / 1000} s`)));
    socket.once('error', end);
    socket.once('secureConnect', () =>
      end({
        certificate: socket.getPeerCertificate(),
        protocol: socket.getProtocol() ?? 'unknown protocol',
        cipher: socket.getCipher().name,
      }),
    );
  });
}

function isAddress(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}

/** `ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:443`. */
export function reasonOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
