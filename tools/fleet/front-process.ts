/**
 * What stands before a served Daybreak, as a reverse proxy would: it ends TLS for the hosts, and has
 * a door of its own for whoever drives the fleet from outside its network.
 */
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

const [address = '', port = '', certificate = '', key = '', door = '', behind = ''] =
  process.argv.slice(2);

function carry(socket: Socket): void {
  const onward = connect(Number(behind), '127.0.0.1');
  // Whoever goes away takes the other side along.
  socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
  onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.pipe(onward).pipe(socket);
}

const identity = { cert: readFileSync(certificate), key: readFileSync(key) };
const open = createTlsServer({ ...identity, minVersion: 'TLSv1.2' }, carry);
// Somebody who does not believe the certificate is no reason to end.
open.on('tlsClientError', (_error, socket) => socket.destroy());
open.listen(Number(port), address, () => {
  createServer(carry).listen(door, () => console.log('ready'));
});
