/** The agent as one file of JavaScript. */
import { join } from 'node:path';
import { build } from 'esbuild';

const nodeNeeded = 24;

/**
 * Said before anything else runs. An older Node has to read the whole file before it runs the first
 * statement, so all of it is in a syntax that is old; what the file calls may be as new as Node 24.
 */
const oldestSyntax = 'node10.16';
const versionCheck = `if (parseInt(process.versions.node, 10) < ${nodeNeeded}) {
  console.error('daybreak-agent needs Node.js ${nodeNeeded} or newer. This is ' + process.version + ', ' + process.execPath);
  process.exit(2);
}`;

/** @returns every file that went into it, from the root */
export async function bundleAgent(root: string, outfile: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'packages/agent/src/main/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: oldestSyntax,
    minify: true,
    legalComments: 'none',
    banner: { js: versionCheck },
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}
