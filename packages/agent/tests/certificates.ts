/** Certificates as openssl makes them: an authority of the test's own, and what it signs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export class Authority implements Disposable {
  readonly cert: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'daybreak-authority-'));

  constructor() {
    const extensions = ['-addext', 'basicConstraints=critical,CA:TRUE'];
    this.#openssl(
      ...['req', '-x509', '-newkey', 'ed25519', '-nodes', '-days', '30', '-subj', '/CN=Test CA'],
      ...[...extensions, '-keyout', 'ca.key', '-out', 'ca.crt'],
    );
    this.cert = this.#read('ca.crt');
  }

  /** @param days negative for one that has expired */
  sign(name: string, days = 30): Certificate {
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name},IP:127.0.0.1`];
    this.#openssl(
      'req',
      '-newkey',
      'ed25519',
      '-nodes',
      ...subject,
      '-keyout',
      'key',
      '-out',
      'csr',
    );
    const dates = datesOf(days);
    writeFileSync(join(this.#folder, 'index.txt'), '');
    writeFileSync(
      join(this.#folder, 'ca.cnf'),
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nrand_serial=yes\ndefault_md=default\nnew_certs_dir=.\npolicy=p\ncopy_extensions=copy\n[p]\ncommonName=supplied\n',
    );
    this.#openssl(
      ...['ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.crt', '-keyfile', 'ca.key'],
      ...['-startdate', dates.from, '-enddate', dates.to, '-in', 'csr', '-out', 'crt', '-notext'],
    );
    return { cert: this.#read('crt'), key: this.#read('key') };
  }

  #openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.#folder, stdio: 'pipe' });
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true });
  }
}

function datesOf(days: number): { readonly from: string; readonly to: string } {
  const dayMs = 86_400_000;
  const form = (at: number) => `${new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')}`;
  return { from: form(Date.now() - 60 * dayMs), to: form(Date.now() + days * dayMs) };
}
