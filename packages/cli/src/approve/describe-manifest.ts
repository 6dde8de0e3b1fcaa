import { type Manifest, manifest } from '@daybreak/protocol/manifest';

/** A line or more of each field; a field without one does not compile. */
type Lines = {
  readonly [Field in Exclude<keyof Manifest, 'format'>]: (one: Manifest) => readonly string[];
};

/** In the order in which approvers read them. */
const lines: Lines = {
  title: ({ title }) => [title],
  products: ({ products }) => [`on ${products.join(', ')}`],
  groups: ({ groups }) => [groups === null ? 'in every group' : `in the groups ${named(groups)}`],
  packages: ({ packages }) => packages.map(packageLine),
  updates: ({ updates }) => updates,
  removable: ({ removable = [] }) =>
    removable.map((update) => `taking ${update} out again is allowed`),
  mayRestart: ({ mayRestart }) => [`restarting hosts is ${mayRestart ? 'allowed' : 'not allowed'}`],
  probes: ({ probes }) => probes.map(probeLine),
  until: ({ until }) => [`until ${until}`],
};

/**
 * All that a manifest says, a line each, the first its title.
 * @param text of the manifest as it would be signed
 * @throws Error with the place of what is wrong
 */
export function describeManifest(path: string, text: string): readonly string[] {
  const read = readManifest(path, text);
  return Object.values(lines).flatMap((of) => of(read));
}

/** @throws Error with the place of what is wrong */
export function readManifest(path: string, text: string): Manifest {
  const parsed = manifest.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${path} is no manifest: ${issue?.path.join('.')}: ${issue?.message}`);
}

function named(groups: readonly string[]): string {
  return groups.length === 0 ? '(none: no host is meant)' : groups.join(', ');
}

function packageLine({ name, version, back, isNew }: Manifest['packages'][number]): string {
  const notes = [
    ...(isNew ? ['also where it is not there yet'] : []),
    ...back.map((older) => `or back to ${older}`),
  ];
  return [`${name} ${version}`, ...notes].join(', ');
}

function probeLine(probe: Manifest['probes'][number]): string {
  return probe.kind === 'tls'
    ? `looking at TLS of ${probe.host}:${probe.port}`
    : `looking at ${probe.url}`;
}
