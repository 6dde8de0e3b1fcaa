/**
 * The agent's handling of orders as a process of its own, which a test kills where it likes: it
 * recovers, is handed the same order again, and writes what the package manager is made to do.
 */
import { appendFileSync, writeSync } from 'node:fs';
import { debianHost } from '@daybreak/agent/driver';
import { openState } from '@daybreak/agent/identity';
import { carryOut, Journal, recover } from '@daybreak/agent/order';
import type { Order } from '@daybreak/protocol/agent';
import type { Trusted } from '@daybreak/trust/repository';
import { RecordingPackages } from './recording-packages.ts';

interface Given {
  readonly folder: string;
  /** The file into which the package manager writes. */
  readonly trace: string;
  readonly order: Order;
  readonly manifest: string;
  readonly trust: Omit<Trusted, 'manifests'> & { readonly manifests: [string, string][] };
  /** Where it waits to be killed; empty for nowhere. */
  readonly stopAt: string;
}

const given: Given = JSON.parse(process.argv[2] ?? '');

/** Never comes back where the test wants to kill. */
async function step(name: string): Promise<void> {
  if (name !== given.stopAt) return;
  writeSync(1, `${name}\n`);
  await new Promise(() => setInterval(() => undefined, 60_000));
}

class WritingPackages extends RecordingPackages {
  override async install(...args: Parameters<RecordingPackages['install']>) {
    appendFileSync(given.trace, 'install\n');
    await step('installing');
    const outcome = await super.install(...args);
    await step('installed');
    return outcome;
  }
}

await workOff();

async function workOff(): Promise<void> {
  using state = await openState(given.folder);
  const journal = await Journal.open(state.path);
  const packages = new WritingPackages({ web: '1.0' });
  const run = async () => {
    throw new Error('nobody runs anything here');
  };
  const trust: Trusted = { ...given.trust, manifests: new Map(given.trust.manifests) };
  const now = () => new Date('2026-06-09T12:00:00Z');
  const driver = debianHost({ packages, run, now, checksFolder: '' });
  const boot = async () => 'boot-1';
  await recover({ journal, driver, now, boot });
  if (!journal.entries.has(given.order.id)) {
    await carryOut(given.order, 1, {
      ...{ journal, driver, now, boot },
      monotonicMs: () => 0,
      refreshTrust: async () => {
        await step('received');
        return trust;
      },
      fetchManifest: async () => Buffer.from(given.manifest),
      host: async () => ({ id: given.order.host, group: '', product: 'debian:12' }),
      look: async () => [],
      gatherEvidence: async () => {
        throw new Error('nobody asks for it here');
      },
      tell: () => undefined,
      tellBegun: async () => true,
    });
  }
  await step('ended');
  const entry = journal.entries.get(given.order.id);
  writeSync(1, `${JSON.stringify(entry)}\n`);
}
