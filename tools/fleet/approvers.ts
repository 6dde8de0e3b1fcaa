/** Two people who approve, with keys that the server never sees: `daybreak keys` and `approve`. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Manifest } from '@daybreak/protocol/manifest';
import type { ApproverKey } from '@daybreak/protocol/trust';
import type { Console } from './console.ts';

const program = join(import.meta.dirname, '../../packages/cli/bin/daybreak.cjs');
const run = promisify(execFile);
const names = ['Ada', 'Grace'] as const;

export class Approvers {
  readonly #console: Console;
  readonly #folder: string;

  constructor(console: Console, folder: string) {
    this.#console = console;
    this.#folder = folder;
    mkdirSync(folder, { mode: 0o700 });
  }

  /** Makes their keys and the first root, which both sign. */
  async begin(): Promise<void> {
    for (const name of names) {
      const options = ['--folder', this.#folder, '--no-passphrase'];
      await run(process.execPath, [program, 'keys', 'create', name, ...options]);
    }
    const approvers = names.map(
      (name): ApproverKey => JSON.parse(readFileSync(this.#path(`${name}.pub.json`), 'utf8')),
    );
    await this.#sign('root', { approvers, threshold: names.length });
  }

  /** Both sign the manifest, and the server lets hosts begin. */
  async approve(path: string, manifest: Manifest): Promise<void> {
    await this.#sign('manifests', { add: [{ path, manifest }] });
    await this.#console.post('/api/trust/pacing', { open: [path] });
  }

  async #sign(what: 'root' | 'manifests', wanted: object): Promise<void> {
    const { id } = await this.#console.post<{ id: string }>(`/api/trust/proposals/${what}`, wanted);
    const file = this.#path(`${id}.json`);
    writeFileSync(file, JSON.stringify(await this.#console.get(`/api/trust/proposals/${id}`)));
    for (const name of names) {
      const key = this.#path(`${name}.key`);
      await run(process.execPath, [program, 'approve', file, '--key', key, '--yes']);
    }
    const signed: object = JSON.parse(readFileSync(file, 'utf8'));
    await this.#console.post(`/api/trust/proposals/${id}/signatures`, signed);
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}
