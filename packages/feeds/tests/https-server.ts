import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Answers one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer extends AsyncDisposable {
  /** `https://localhost:12345` */
  readonly origin: string;
  /** Paths asked for, in their order. */
  readonly asked: readonly string[];
}

/** A key and a certificate for `localhost`, made by openssl for this run alone; null without it. */
export function makeCertificate(): { readonly key: string; readonly cert: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-cert-'));
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const what = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const how = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  try {
    const files = ['-keyout', key, '-out', cert];
    execFileSync(process.env['OPENSSL'] ?? 'openssl', ['req', '-x509', ...how, ...what, ...files], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A real HTTPS server whose certificate this process trusts. */
export async function serve(
  certificate: { readonly key: string; readonly cert: string },
  answer: Answer,
): Promise<TestServer> {
  setDefaultCACertificates([...getCACertificates('bundled'), certificate.cert]);
  const asked: string[] = [];
  const server = createServer(certificate, (request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
