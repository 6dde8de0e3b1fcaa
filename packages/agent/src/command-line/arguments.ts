import { parseArgs } from 'node:util';
import { defaultStateFolder } from '../identity/index.ts';

/** @param program what people type before the command */
export function agentUsage(program: string): string {
  return `Usage: ${program} enroll URL TOKEN [--state FOLDER] [--ca FILE]
       ${program} run [--state FOLDER]
       ${program} status [--state FOLDER]

  enroll   join a server, with the token that it hands out for one host
  run      look after this host until told to stop
  status   what the agent on this host believes, and what it was ordered

  --state  where the agent keeps its key and its journal (${defaultStateFolder})
  --ca     whom alone to believe who the server is: a file of certificates (PEM)

Hosts of Debian, and of what is made from it. For dnf 4 it is tried with the real program on invented
packages, on no real Fedora or RHEL. For Windows it is written, and not yet run on real Windows.
`;
}

export type AgentWords =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }
  | {
      readonly kind: 'enroll';
      readonly url: string;
      readonly token: string;
      readonly stateFolder: string;
      readonly authorityFile: string | null;
    }
  | { readonly kind: 'run' | 'status'; readonly stateFolder: string };

const options = {
  state: { type: 'string', default: defaultStateFolder },
  ca: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What a person asked for, or in words what is wrong with it. */
export function readWords(words: readonly string[]): AgentWords {
  const parsed = parsedOf(words);
  if (typeof parsed === 'string') return { kind: 'wrong', message: parsed };
  const { state: stateFolder, ca, help } = parsed.values;
  const [command, ...rest] = parsed.positionals;
  if (help) return { kind: 'help' };
  if (command === 'enroll') {
    const [url, token, ...more] = rest;
    if (url === undefined || token === undefined || more.length > 0) {
      return { kind: 'wrong', message: 'enroll wants an address and a token' };
    }
    return { kind: command, url, token, stateFolder, authorityFile: ca ?? null };
  }
  if (command !== 'run' && command !== 'status') {
    return { kind: 'wrong', message: `there is no command ${command ?? ''}`.trim() };
  }
  if (rest.length > 0 || ca !== undefined) {
    return { kind: 'wrong', message: `${command} takes --state alone` };
  }
  return { kind: command, stateFolder };
}

function parsedOf(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
