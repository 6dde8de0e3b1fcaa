/** Serves a folder by HTTP; where the network breaks off, the middle of a package is as far as it gets. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [folder = '', network] = process.argv.slice(2);
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://fleet');
  const path = join(folder, decodeURIComponent(pathname));
  const bytes = statSync(path, { throwIfNoEntry: false })?.size;
  if (bytes === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-length': bytes });
  if (network === 'whole' || !path.endsWith('.deb')) {
    createReadStream(path).pipe(response);
    return;
  }
  createReadStream(path, { end: Math.floor(bytes / 2) })
    .on('data', (chunk) => response.write(chunk))
    .on('end', () => request.socket.end());
});
server.listen(8080, '127.0.0.1', () => process.stdout.write('ready\n'));
