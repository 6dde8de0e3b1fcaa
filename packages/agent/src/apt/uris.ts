/** What apt would download, as `apt-get --print-uris` tells it. */
import { basename, normalize } from 'node:path';

/** A package's file, as the signed index of a source describes it. */
export interface Archive {
  readonly name: string;
  readonly version: string;
  /** `amd64`, `all`. */
  readonly architecture: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Where it lies on the host's own disk after apt has fetched it. */
  readonly path: string;
  /** Whether it lies there before, too: its source is a folder of the host. */
  readonly isLocal: boolean;
}

/** A line of apt's that says what it would download in a way that we do not know. */
export class UriError extends Error {
  override readonly name = 'UriError';
}

/** Where apt puts what it downloads. */
export const archivesFolder = '/var/cache/apt/archives';

/** `'file:/srv/web_1.1_all.deb' web_1.1_all.deb 804 SHA256:2fe7…`. */
const form = /^'([^']+)' ([^/_ ]+)_([^/_ ]+)_([^/_ ]+)\.deb (\d+) SHA256:([0-9a-f]{64})$/;

/** @throws UriError for a package without the SHA-256 of a signed index, too */
export function parseUris(text: string): readonly Archive[] {
  return text.split('\n').flatMap((line) => (line.startsWith("'") ? [archive(line)] : []));
}

function archive(line: string): Archive {
  const [, uri, ...fields] = form.exec(line) ?? [];
  const [name, version, architecture] = fields.slice(0, 3).map(unquoted);
  const [bytes, sha256] = fields.slice(3);
  if (uri === undefined || !name || !version || !architecture || !sha256) {
    throw new UriError(`apt would download something: ${line}`);
  }
  const isLocal = uri.startsWith('file:');
  const path = isLocal
    ? normalize(unquoted(uri.slice('file:'.length)))
    : `${archivesFolder}/${file(line)}`;
  return { name, version, architecture, bytes: Number(bytes), sha256, path, isLocal };
}

function file(line: string): string {
  return basename(line.split(' ')[1] ?? '');
}

/** apt writes `1%3a2.0` for `1:2.0`. */
function unquoted(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UriError(`apt would download something: ${text}`);
  }
}
