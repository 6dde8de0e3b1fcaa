/** A server over real TLS that answers as a test says, and hears signed requests alone. */
import { execFileSync } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { agentEnrolment } from '@daybreak/protocol/agent';
import { publicKeyOf } from '@daybreak/trust/key';
import { verifyRequest } from '@daybreak/trust/request-signature';

export interface Heard {
  /** As in the request line. */
  readonly target: string;
  readonly message: unknown;
}

/** What comes back; `lost` where the connection ends without an answer. */
export type Said = { readonly status: number; readonly body: string | Uint8Array } | 'lost';

export class ScriptedServer implements AsyncDisposable {
  /** What was signed and heard, in order. */
  readonly heard: Heard[] = [];
  /** Why requests were not believed. */
  readonly unbelieved: string[] = [];
  /** Metadata and manifests, by name, and `manifests/` with the path. */
  files: ReadonlyMap<string, Uint8Array> = new Map();
  answer: (heard: Heard) => Said = () => said(204, '');
  readonly certificate: string;
  readonly #server: Server;
  readonly #keys = new Map<string, KeyObject>();
  #lastSerial = 0n;

  private constructor({ key, certificate }: { key: string; certificate: string }) {
    this.certificate = certificate;
    this.#server = createServer({ key, cert: certificate }, (request, response) => {
      void this.#answer(request).then((given) => {
        if (given === 'lost') response.destroy();
        else response.writeHead(given.status).end(given.body);
      });
    });
  }

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer(selfSigned());
    await server.listen(0);
    return server;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get url(): URL {
    return new URL(`https://localhost:${this.port}`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #answer(request: IncomingMessage): Promise<Said> {
    const { url: target = '', method = '', headers } = request;
    const body = await buffer(request);
    const file = /^\/api\/trust\/(?:files\/)?(.+)$/.exec(target)?.[1];
    if (method === 'GET' && file !== undefined) {
      const bytes = this.files.get(file);
      return bytes === undefined ? said(404, '') : said(200, bytes);
    }
    const message: unknown = JSON.parse(body.toString());
    this.#learnKey(target, message);
    const { 'signature-input': signatureInput, signature } = headers;
    const received = { method, target, body, signatureInput: one(signatureInput) };
    const keyOf = (id: string) => this.#keys.get(id) ?? null;
    const who = await verifyRequest({ ...received, signature: one(signature) }, keyOf, Date.now());
    if (who.kind !== 'signed') return this.#notBelieved(who.why);
    if (who.serial <= this.#lastSerial) return this.#notBelieved('it came before');
    this.#lastSerial = who.serial;
    this.heard.push({ target, message });
    return this.answer({ target, message });
  }

  /** Enrolment brings its key. */
  #learnKey(target: string, message: unknown): void {
    if (target !== '/api/agent/enrol') return;
    const x = Buffer.from(agentEnrolment.parse(message).publicKey, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    this.#keys.set(publicKeyOf(key).keyID, key);
  }

  #notBelieved(why: string): Said {
    this.unbelieved.push(why);
    return refusal(401, why);
  }
}

export function said(status: number, body: string | Uint8Array | object): Said {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  return { status, body: isWhole ? body : JSON.stringify(body) };
}

export function refusal(status: number, detail: string): Said {
  const type = 'urn:daybreak:problem:test';
  return said(status, { type, title: 'Refused', status, detail, instance: 'urn:test' });
}

function one(field: string | string[] | undefined): string | undefined {
  return Array.isArray(field) ? field.join(', ') : field;
}

function selfSigned(): { key: string; certificate: string } {
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-tls-'));
  try {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-nodes', '-days', '2', '-keyout', key, '-out', certificate];
    execFileSync('openssl', [...request, ...names, ...files], { stdio: 'pipe' });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
