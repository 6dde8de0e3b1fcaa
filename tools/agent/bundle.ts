/** The agent as one file of JavaScript. */
import { dirname } from 'node:path';
import { build, type Plugin } from 'esbuild';

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

/** zod can say what is wrong in fifty languages, which is half of the file; the agent says it in one. */
const oneLanguage: Plugin = {
  name: 'one language',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: dirname(path),
    }));
  },
};

/** A build of another version than that which stands in the code. */
function saying(version: string): Plugin {
  return {
    name: 'version',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]agent[\\/]src[\\/]version[\\/]index\.ts$/ }, () => ({
        contents: `export const agentVersion = ${JSON.stringify(version)};`,
      }));
    },
  };
}

/** @returns every file that went into it, from the root */
export async function bundleAgent(
  root: string,
  outfile: string,
  version: string,
): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['packages/agent/src/main/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: oldestSyntax,
    minify: true,
    legalComments: 'none',
    banner: { js: versionCheck },
    plugins: [oneLanguage, saying(version)],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(metafile.inputs);
}
