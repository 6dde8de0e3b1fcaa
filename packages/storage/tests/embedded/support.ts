/** Folders, programs and processes for the tests of the embedded database. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  type EmbeddedOptions,
  type SocketConnection,
  startEmbedded,
} from '@daybreak/storage/embedded';
import pg from 'pg';
import { shipped } from '../../src/embedded/binaries.ts';

export const isRoot = process.getuid?.() === 0;

/** Each kind of PostgreSQL that is on this machine: name and folder. */
export const binaries: readonly { name: string; folder: string }[] = [
  ...[18, 17, 16, 15].map((major) => ({
    name: `the system's PostgreSQL ${major}`,
    folder: `/usr/lib/postgresql/${major}/bin`,
  })),
  ...(await shipped()).map((folder) => ({ name: 'the shipped PostgreSQL', folder })),
].filter(({ folder }) => existsSync(join(folder, 'postgres')));

/** A data folder that is removed when the test is over. */
export interface Site extends AsyncDisposable {
  readonly dataFolder: string;
  readonly elsewhere: string;
  options(folder: string): EmbeddedOptions;
}

/** @param mode 0o755 lets the server's account in, 0o700 (as root's home has it) does not */
export function makeSite(mode: number): Site {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'daybreak-test-')));
  chmodSync(root, 0o755);
  const home = mkdtempSync(join(root, 'home-'));
  chmodSync(home, mode);
  const dataFolder = join(home, 'data');
  const elsewhere = join(root, 'elsewhere');
  return {
    dataFolder,
    elsewhere,
    options: (folder) => ({ dataFolder, elsewhere, binaryFolders: [folder] }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

const templates = new Map<string, Site>();

/** An open site that was started and stopped before: a copy of one that really was. */
export async function makeUsedSite(folder: string): Promise<Site> {
  let template = templates.get(folder);
  if (template === undefined) {
    template = makeSite(0o755);
    templates.set(folder, template);
    await (await startEmbedded(template.options(folder))).stop();
  }
  const site = makeSite(0o755);
  mkdirSync(site.dataFolder);
  // With its owners: Node's own copy gives all of it to us.
  execFileSync('cp', ['-a', `${template.dataFolder}/.`, site.dataFolder]);
  return site;
}

/** Removes what the used sites were copied from. */
export async function removeTemplates(): Promise<void> {
  await Promise.all([...templates.values()].map((site) => site[Symbol.asyncDispose]()));
}

export async function query(connection: SocketConnection, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

export interface Started {
  readonly child: ChildProcess;
  /** The line it printed. */
  readonly said: {
    pid?: number;
    connection?: SocketConnection;
    code?: string;
    message?: string;
  };
}

/** Starts the database in a process of its own and waits for what it says. */
export async function startApart(site: Site, folder: string): Promise<Started> {
  const script = fileURLToPath(new URL('./starter.ts', import.meta.url));
  const child = spawn(process.execPath, [script, site.dataFolder, site.elsewhere, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, said: JSON.parse(line) };
  }
  throw new Error('the starter ended without a word');
}

export async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

/** Ends it in good order, as the end of its input asks for. */
export async function endApart({ child }: Started): Promise<void> {
  child.stdin?.end();
  await endOf(child);
}
