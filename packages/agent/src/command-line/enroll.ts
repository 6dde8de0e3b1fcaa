import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { enrol, type Joined, parseToken } from '../enrol/index.ts';
import { defaultStateFolder, instanceOf, openState, StateFailure } from '../identity/index.ts';
import { openWire, readServerUrl } from '../server-client/index.ts';
import { type AgentExit, agentExit } from './exit.ts';
import { thisHost } from './this-host.ts';

const timeoutMs = 30_000;

interface Enrolment {
  readonly url: string;
  readonly token: string;
  readonly stateFolder: string;
  readonly authorityFile: string | null;
}

/** @throws StateFailure */
export async function enrollHost(asked: Enrolment, program: string): Promise<AgentExit> {
  const server = readServerUrl(asked.url);
  if (typeof server === 'string') return wrong(server);
  const token = parseToken(asked.token);
  if (token === null) return wrong('this is no token: it must begin with dbk1. and be whole');
  const authority = asked.authorityFile === null ? null : await readAuthority(asked.authorityFile);
  using state = await openState(asked.stateFolder);
  using wire = openWire({ server, authority, timeoutMs });
  const joined = await enrol({
    ...{ server, authority, token, wire },
    stateFolder: state.path,
    name: await (await thisHost()).name(),
    instance: instanceOf(randomBytes(16)),
    now: () => new Date(),
  });
  return told(joined, token.rootHash !== null, startOf(asked.stateFolder, program));
}

const unit = '/lib/systemd/system/daybreak-agent.service';

/** How it is started where it is: by its unit, if the package brought one that systemd can start. */
function startOf(stateFolder: string, program: string): string {
  const isDefault = stateFolder === defaultStateFolder;
  if (isDefault && existsSync(unit) && existsSync('/run/systemd/system')) {
    return 'systemctl start daybreak-agent';
  }
  return `${program} run${isDefault ? '' : ` --state ${stateFolder}`}`;
}

function told(joined: Joined, hasRoot: boolean, start: string): AgentExit {
  switch (joined.kind) {
    case 'joined':
      console.log(`This host has joined as ${joined.agent.host}. Now: ${start}`);
      if (!hasRoot) console.log('The token names no root of trust: this host reports only.');
      return agentExit.done;
    case 'outage':
      console.error(`Nobody answered: ${joined.why}. Try the same again.`);
      return agentExit.tryAgain;
    case 'refused':
      return wrong(joined.why);
    default:
      return joined satisfies never;
  }
}

/** @throws StateFailure for a file that holds no certificates */
async function readAuthority(path: string): Promise<string> {
  try {
    const pem = await readFile(path, 'utf8');
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new Error('no certificate in it');
    createSecureContext({ ca: pem });
    return pem;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StateFailure(`--ca ${path}: ${why}`, { cause });
  }
}

function wrong(message: string): AgentExit {
  console.error(message);
  return agentExit.badInput;
}
