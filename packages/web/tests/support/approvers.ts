/** Approvers with their keys, who make files and sign them as `daybreak keys` and `approve` do. */
import { newSigningKey, publicKeyOf, type SigningKey } from '../../../trust/src/key/index.ts';
import { type Proposal, signProposal } from '../../../trust/src/proposal/index.ts';
import type { Asker } from './asker.ts';

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export class Approver {
  readonly name: string;
  readonly #key: SigningKey = newSigningKey();

  constructor(name: string) {
    this.name = name;
  }

  get publicFile() {
    const publicKey = publicKeyOf(this.#key.privateKey).keyVal['public'] ?? '';
    return { daybreak: 'approver', name: this.name, publicKey } as const;
  }

  /** As it is given to whoever makes the root. */
  get file(): File {
    return fileOf(`${this.name}.pub.json`, this.publicFile);
  }

  sign(proposal: Proposal): Proposal {
    return signProposal(proposal, this.#key);
  }

  /** A downloaded file with one signature more. */
  signFile(name: string, text: string): File {
    return fileOf(name, this.sign(JSON.parse(text)));
  }
}

function fileOf(name: string, content: object): File {
  return { name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) };
}

/** Proposes it to the server and hands in the signatures, as far as they go. */
async function proposeAndSign(
  ask: Asker,
  what: 'root' | 'manifests',
  wanted: object,
  approvers: readonly Approver[],
): Promise<void> {
  const { id } = await ask<{ id: string }>('POST', `/api/trust/proposals/${what}`, wanted);
  let file = await ask<Proposal>('GET', `/api/trust/proposals/${id}`);
  for (const approver of approvers) file = approver.sign(file);
  if (approvers.length > 0) await ask('POST', `/api/trust/proposals/${id}/signatures`, file);
}

/** @param until ISO time after which nothing of it is begun */
function openssl(until: string) {
  const back = ['3.0.15-1~deb12u1', '3.0.17-1~deb12u2'];
  return {
    ...{ format: 1, title: 'openssl, DSA-5780-1', products: ['debian:12'], groups: null },
    packages: [
      { name: 'libssl3', version: '3.0.17-1~deb12u3', back, isNew: false },
      { name: 'openssl', version: '3.0.17-1~deb12u3', back, isNew: false },
    ],
    ...{ updates: [], mayRestart: false, until },
    probes: [{ kind: 'tls', host: 'mail.example', port: 25 }],
  };
}

const dayMs = 86_400_000;

/**
 * A root of three, two manifests of which one is open, and a third that one of them has signed.
 * @param now as the server sees it
 */
export async function setApprovals(ask: Asker, now: Date): Promise<void> {
  const approvers = ['Ada', 'Grace', 'Eve'].map((name) => new Approver(name));
  const [ada] = approvers;
  if (ada === undefined) throw new Error('nobody approves');
  const keys = approvers.map(({ publicFile }) => publicFile);
  await proposeAndSign(ask, 'root', { approvers: keys, threshold: 2 }, approvers);
  const until = new Date(now.getTime() + 9 * dayMs).toISOString();
  const first = openssl(until);
  const till = {
    ...first,
    ...{ title: 'Cumulative update of June, tills', groups: ['shop', 'shop-lab'] },
    ...{ products: ['Windows Server 2022 (x64)', 'Windows Server 2016 (x64)'] },
    ...{ packages: [], updates: ['KB5039227'], removable: ['KB5037782'] },
    ...{ mayRestart: true, probes: [] },
  };
  const add = [
    { path: 'openssl-dsa-5780.json', manifest: first },
    { path: 'tills-2024-06.json', manifest: till },
  ];
  await proposeAndSign(ask, 'manifests', { add }, approvers.slice(0, 2));
  await ask('POST', '/api/trust/pacing', { open: ['openssl-dsa-5780.json'] });
  const curl = { ...first, title: 'curl, DSA-5587-1', probes: [], until };
  const next = { add: [{ path: 'curl.json', manifest: curl }], remove: ['tills-2024-06.json'] };
  await proposeAndSign(ask, 'manifests', next, [ada]);
}
