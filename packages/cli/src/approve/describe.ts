/** What somebody would put their name to, in words. */
import {
  approversIn,
  newTo,
  type Proposal,
  proposedRoot,
  proposedTargets,
  thresholdOf,
} from '@daybreak/trust/proposal';
import { plural } from '../output/style.ts';
import { describeManifest, readManifest } from './describe-manifest.ts';

type Key = Parameters<typeof newTo>[0];

/** @throws Error where a manifest is none */
export function describe(of: Proposal, key: Key): string {
  const lines = of.what === 'root' ? describeRoot(of) : describeTargets(of, key);
  return lines.map(visible).join('\n');
}

function describeRoot(of: Proposal): readonly string[] {
  const root = proposedRoot(of);
  const approvers = approversIn(root).map(({ key, name }) => `  ${name}  ${key.keyID}`);
  const server = root.signed.roles['timestamp']?.keyIDs[0] ?? '';
  return [
    `Whom hosts believe, version ${root.signed.version}, until ${root.signed.expires}:`,
    `What may be installed is decided by ${thresholdOf(root)} of ${plural(approvers.length, 'approver')}:`,
    ...approvers,
    'When, and nothing else, is decided by the server with this key:',
    `  ${server}`,
  ];
}

function describeTargets(of: Proposal, key: Key): readonly string[] {
  const { version, expires } = proposedTargets(of).signed;
  const fresh = newTo(key, of);
  const manifests = Object.entries(of.manifests);
  const known = manifests.flatMap(([path, text]) => (fresh.has(path) ? [] : [lineOf(path, text)]));
  return [
    `What may be installed, version ${version}, until ${expires}:`,
    ...manifests.flatMap(([path, text]) => (fresh.has(path) ? describeNew(path, text) : [])),
    ...(known.length > 0 ? ['', 'AS YOU HAVE SIGNED BEFORE:', ...known] : []),
    ...(manifests.length === 0 ? ['nothing any more'] : []),
  ];
}

function describeNew(path: string, text: string): readonly string[] {
  const [title, ...lines] = describeManifest(path, text);
  return ['', `NEW TO YOU: ${path}: ${title}`, ...lines.map((line) => `  ${line}`)];
}

/** Short, and enough to notice one that was withdrawn, or that should be over. */
function lineOf(path: string, text: string): string {
  const { title, until } = readManifest(path, text);
  return `  ${path}: ${title}, until ${until}`;
}

/** What could end the line, move the cursor, or hide or turn round text is shown by its number. */
function visible(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
