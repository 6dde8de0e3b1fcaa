/** The agent and the pinned Node as one executable: Node's single executable application. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a Node looks whether it carries an application (Node's documentation of them). */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** An agent waits most of its life, on a host that has other things to do: small rather than quick. */
export const smallMemory = ['--max-semi-space-size=1', '--optimize-for-size'] as const;

/** @param node the program that it becomes a part of, and that has to be the one which prepares it */
export function makeExecutable(node: string, bundle: string, outfile: string): void {
  const work = mkdtempSync(join(tmpdir(), 'daybreak-executable-'));
  try {
    const [settings, blob] = [join(work, 'settings.json'), join(work, 'blob')];
    writeFileSync(settings, JSON.stringify(settingsFor(bundle, blob)));
    quietly(node, ['--experimental-sea-config', settings]);
    const begun = join(work, 'executable');
    copyFileSync(node, begun);
    chmodSync(begun, 0o755);
    const postject = fileURLToPath(new URL('cli.js', import.meta.resolve('postject')));
    quietly(node, [postject, begun, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse]);
    copyFileSync(begun, outfile);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function settingsFor(main: string, output: string) {
  return {
    ...{ main, output },
    disableExperimentalSEAWarning: true,
    execArgv: smallMemory,
    // What NODE_OPTIONS says is meant for other programs of the host.
    execArgvExtension: 'none',
  };
}

/** What they say is shown only where they fail. */
function quietly(program: string, args: readonly string[]): void {
  execFileSync(program, args, { stdio: 'pipe' });
}
