/** The licences of what others wrote and the agent carries. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param inputs files of the bundle, from the root
 * @throws Error for a package that comes without its licence: it must not be passed on
 */
export function licenceNotices(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((path) => packageFolder(path) ?? []));
  const notices = [...folders].sort().map((folder) => notice(root, folder));
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  return [`Daybreak\n\n${own}`, ...notices, nodeNotice].join(`\n${'-'.repeat(80)}\n\n`);
}

const nodeNotice = `The executable daybreak-agent, and none of the other files, is also Node.js ${process.version}.
Its licences: https://github.com/nodejs/node/blob/${process.version}/LICENSE
`;

/** `node_modules/@tufjs/models`; null for our own files. */
function packageFolder(path: string): string | null {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? null;
}

function notice(root: string, folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const [file] = globSync('LICEN[CS]E*', { cwd: join(root, folder) });
  if (file === undefined) throw new Error(`${folder} comes without its licence`);
  return `${name} ${version}\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
}
