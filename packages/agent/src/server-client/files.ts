/** What is signed by others than the server's TLS: files that any cache between may answer with. */
import { manifestPath } from '@daybreak/protocol/manifest';
import { type MetadataSource, SourceOutage } from '@daybreak/trust/repository';
import { agentRoutes } from './routes.ts';
import type { Wire } from './wire.ts';

/** Of a thousand packages with what they may go back to. */
const manifestBytesMax = 5_000_000;
/** `3.root.json`, `timestamp.json`. */
const metadataName = /^(?:(?:[0-9a-f]{64}|[1-9]\d{0,8})\.root|timestamp|snapshot|targets)\.json$/;

export function metadataFrom(wire: Wire): MetadataSource {
  return {
    fetch: (name, bytesMax) => {
      if (!metadataName.test(name)) throw new Error(`there are no metadata ${name}`);
      return fetchFile(wire, agentRoutes.metadata(name), bytesMax);
    },
  };
}

/** Whatever is there under the path; whoever asks compares its hash. Null where there is nothing. */
export async function fetchManifest(wire: Wire, path: string): Promise<Uint8Array | null> {
  if (!manifestPath.safeParse(path).success) return null;
  return fetchFile(wire, agentRoutes.manifest(path), manifestBytesMax);
}

/** @throws SourceOutage */
async function fetchFile(wire: Wire, target: string, bytesMax: number): Promise<Uint8Array | null> {
  const none = new Uint8Array();
  const answer = await wire({ method: 'GET', target, fields: {}, body: none, bytesMax });
  if (answer.kind !== 'response') throw new SourceOutage(answer.why);
  if (answer.status === 200) return answer.body;
  if (answer.status === 404) return null;
  throw new SourceOutage(`status ${answer.status}`);
}
