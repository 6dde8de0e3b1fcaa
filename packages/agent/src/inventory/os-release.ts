/** What os-release(5) says of the system, as far as it is asked here. */
export interface OsRelease {
  /** `debian`. */
  readonly id: string;
  /** What it is made from, nearest first: `rhel`, `fedora`. */
  readonly like: readonly string[];
  /** `12`; empty for what is not released. */
  readonly versionId: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly prettyName: string;
}

/** Where the file leaves something out, os-release(5) says what it means. */
export function parseOsRelease(text: string): OsRelease {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim()) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, unquoted(value));
  }
  return {
    id: values.get('ID') ?? 'linux',
    like: (values.get('ID_LIKE') ?? '').split(' ').filter((name) => name !== ''),
    versionId: values.get('VERSION_ID') ?? '',
    prettyName: values.get('PRETTY_NAME') ?? 'Linux',
  };
}

/** Shell quoting, which the file is written in: in double quotes, a backslash keeps what follows. */
function unquoted(value: string): string {
  const [, quote, inner] = /^(["'])(.*)\1$/.exec(value) ?? [];
  if (inner === undefined) return value;
  return quote === '"' ? inner.replace(/\\(.)/g, '$1') : inner;
}
