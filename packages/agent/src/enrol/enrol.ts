/** How a host joins: with a key that it has made itself, and the root that its token names. */
import { createHash } from 'node:crypto';
import type { EnrolledAgent } from '@daybreak/protocol/agent';
import { publicKeyOf, type SigningKey } from '@daybreak/trust/key';
import { SourceOutage } from '@daybreak/trust/repository';
import { countStart, hostKey, readSettings, writeSettings } from '../identity/index.ts';
import { type Answer, metadataFrom, ServerClient, type Wire } from '../server-client/index.ts';
import { trustFolder } from '../trust-folder/index.ts';
import type { EnrolmentToken } from './token.ts';

export interface Joining {
  /** Taken by this process. */
  readonly stateFolder: string;
  readonly server: URL;
  readonly authority: string | null;
  readonly token: EnrolmentToken;
  /** What the host calls itself. */
  readonly name: string;
  readonly instance: string;
  readonly wire: Wire;
  readonly now: () => Date;
}

export type Joined =
  | { readonly kind: 'joined'; readonly agent: EnrolledAgent }
  /** It may have reached the server or not: the same command does no harm, the key is kept. */
  | { readonly kind: 'outage'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

const rootBytesMax = 512_000;

/** @throws StateFailure */
export async function enrol(joining: Joining): Promise<Joined> {
  const { stateFolder, token } = joining;
  const settings = await readSettings(stateFolder);
  if (settings !== null) {
    const why = `this host has joined ${settings.server} already, as ${settings.host}`;
    return { kind: 'refused', why: `${why}; remove ${stateFolder} to enrol it anew` };
  }
  const root = await firstRoot(joining);
  if ('kind' in root) return root;
  const key = await hostKey(stateFolder);
  const answer = await ask(joining, key);
  if (answer.kind === 'nonsense') return { kind: 'refused', why: answer.why };
  if (answer.kind !== 'answered') return answer;
  if (root.bytes !== null) await trustFolder(stateFolder).write('root.json', root.bytes);
  // Last, because a host that has settings has joined.
  await writeSettings(stateFolder, {
    server: joining.server.origin,
    host: answer.value.host,
    group: answer.value.group,
    rootHash: token.rootHash,
    authority: joining.authority,
    pollSeconds: answer.value.pollSeconds,
  });
  return { kind: 'joined', agent: answer.value };
}

async function ask(joining: Joining, key: SigningKey): Promise<Answer<EnrolledAgent>> {
  const { stateFolder, wire, now, instance, token, name } = joining;
  const start = await countStart(stateFolder);
  const signer = { keyId: key.id, privateKey: key.privateKey };
  const client = new ServerClient({ wire, signer, start, now });
  const publicKey = publicKeyOf(key.privateKey).keyVal['public'] ?? '';
  return client.enrol({ instance, secret: token.secret, publicKey, name });
}

/** The root that the token names, and no other; none where it names none. */
async function firstRoot({
  token,
  wire,
}: Joining): Promise<{ readonly bytes: Uint8Array | null } | Exclude<Joined, { kind: 'joined' }>> {
  if (token.rootHash === null) return { bytes: null };
  try {
    const bytes = await metadataFrom(wire).fetch(`${token.rootHash}.root.json`, rootBytesMax);
    if (bytes === null) return { kind: 'refused', why: 'the server has no root of trust' };
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (hash === token.rootHash) return { bytes };
    const why = `the server's root of trust is ${hash}, and the token names ${token.rootHash}`;
    return { kind: 'refused', why };
  } catch (error) {
    if (error instanceof SourceOutage) return { kind: 'outage', why: error.message };
    throw error;
  }
}
