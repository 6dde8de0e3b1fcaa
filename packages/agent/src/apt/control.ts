/** Paragraphs of deb822(5), as `apt-cache show` prints them. */

/** Where a package at one version was made from. */
export interface SourceOf {
  readonly name: string;
  readonly architecture: string;
  readonly version: string;
  readonly source: string;
  readonly sourceVersion: string;
}

/** One for each paragraph that names a package, its architecture and its version; others say nothing. */
export function parseSources(text: string): readonly SourceOf[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const name = field(paragraph, 'Package');
    const architecture = field(paragraph, 'Architecture');
    const version = field(paragraph, 'Version');
    if (!name || !architecture || !version) return [];
    const { source, sourceVersion } = sourceOf(field(paragraph, 'Source'), name, version);
    return [{ name, architecture, version, source, sourceVersion }];
  });
}

/** `Source: openssl (3.0.20-1)`; without either part it is that of the package (Debian Policy 5.6.1). */
function sourceOf(said: string | null, name: string, version: string) {
  const [, source = name, sourceVersion = version] =
    /^(\S+)(?: \(([^)]+)\))?/.exec(said ?? '') ?? [];
  return { source, sourceVersion };
}

function field(paragraph: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(paragraph)?.[1]?.trim() ?? null;
}
