/** TLS before the server, with a certificate of the fleet's own authority. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Ground, serverAddress } from './ground.ts';
import { spawnHeard } from './processes.ts';

/** What hosts call the server. */
export const serverName = 'daybreak.fleet.test';
const program = join(import.meta.dirname, 'front-process.ts');

export interface Certificates {
  /** The authority's, which hosts are given as `--ca`. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/** Paths of what is made in the folder. */
export function makeCertificates(folder: string): Certificates {
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const made = ['-newkey', 'ed25519', '-nodes', '-days', '2'];
  const names = ['-addext', `subjectAltName=DNS:${serverName}`];
  openssl(...['req', '-x509', ...made, '-subj', '/CN=Fleet CA', '-keyout', 'ca.key'], '-out', 'ca');
  openssl(
    ...['req', '-x509', ...made, '-CA', 'ca', '-CAkey', 'ca.key', '-subj', `/CN=${serverName}`],
    ...[...names, '-addext', 'basicConstraints=critical,CA:FALSE', '-keyout', 'key', '-out', 'crt'],
  );
  const path = (name: string) => join(folder, name);
  return { authority: path('ca'), certificate: path('crt'), key: path('key') };
}

/** Listens once this resolves. @param door path of the socket for whoever drives the fleet */
export async function startFront(
  ground: Ground,
  { certificate, key }: Certificates,
  door: string,
  serverPort: number,
): Promise<ChildProcess> {
  const words = [serverAddress, '443', certificate, key, door, String(serverPort)];
  const [nsenter, args] = ground.within(process.execPath, [program, ...words]);
  return new Promise((resolve, reject) => {
    const front = spawnHeard(nsenter, args, { ...process.env }, (line) => {
      if (line === 'ready') resolve(front);
      else console.error(`front: ${line}`);
    });
    front.once('exit', (code) => reject(new Error(`the front has ended: ${code}`)));
  });
}
