/** What somebody would put their name to, in words. */
import { type Manifest, manifest } from '@daybreak/protocol/manifest';
import {
  approversIn,
  newTo,
  type Proposal,
  proposedRoot,
  proposedTargets,
  thresholdOf,
} from '@daybreak/trust/proposal';
import { plural } from '../output/style.ts';

type Key = Parameters<typeof newTo>[0];

/** @throws Error where a manifest is none */
export function describe(of: Proposal, key: Key): string {
  return of.what === 'root' ? describeRoot(of) : describeTargets(of, key);
}

function describeRoot(of: Proposal): string {
  const root = proposedRoot(of);
  const approvers = approversIn(root).map(({ key, name }) => `  ${name}  ${key.keyID}`);
  const server = root.signed.roles['timestamp']?.keyIDs[0] ?? '';
  return [
    `Whom hosts believe, version ${root.signed.version}, until ${root.signed.expires}:`,
    `What may be installed is decided by ${thresholdOf(root)} of ${plural(approvers.length, 'approver')}:`,
    ...approvers,
    'When, and nothing else, is decided by the server with this key:',
    `  ${server}`,
  ].join('\n');
}

function describeTargets(of: Proposal, key: Key): string {
  const { version, expires } = proposedTargets(of).signed;
  const fresh = newTo(key, of);
  const [news, known] = [true, false].map((isNew) =>
    Object.keys(of.manifests).filter((path) => fresh.has(path) === isNew),
  );
  return [
    `What may be installed, version ${version}, until ${expires}:`,
    ...(news ?? []).map((path) => describeManifest(path, read(of, path))),
    ...(known?.length ? ['', `As you have signed before: ${known.join(', ')}`] : []),
    ...(Object.keys(of.manifests).length === 0 ? ['nothing any more'] : []),
  ].join('\n');
}

function read({ manifests }: Proposal, path: string): Manifest {
  const parsed = manifest.safeParse(JSON.parse(manifests[path] ?? 'null'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path} is no manifest: ${issue?.path.join('.')}: ${issue?.message}`);
}

function describeManifest(path: string, one: Manifest): string {
  const packages = one.packages.map(({ name, version, back, isNew }) => {
    const notes = [isNew ? 'also where it is not there yet' : '', ...back.map(orBack)];
    return `  ${name} ${version}${notes.map((note) => note && `, ${note}`).join('')}`;
  });
  return [
    '',
    `NEW TO YOU: ${path}: ${one.title}`,
    `  on ${one.products.join(', ')}`,
    `  in ${one.groups === null ? 'every group' : `the groups ${one.groups.join(', ')}`}`,
    ...packages,
    ...one.updates.map((update) => `  ${update}`),
    `  restarting hosts is ${one.mayRestart ? 'allowed' : 'not allowed'}`,
    ...one.probes.map((probe) =>
      probe.kind === 'tls'
        ? `  looking at TLS of ${probe.host}:${probe.port}`
        : `  looking at ${probe.url}`,
    ),
    `  until ${one.until}`,
  ].join('\n');
}

function orBack(version: string): string {
  return `or back to ${version}`;
}
