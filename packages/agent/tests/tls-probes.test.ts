/** What the probes see of real TLS servers. */
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer as createTcp, type Server } from 'node:net';
import { lookAtHttps, lookAtTls } from '@daybreak/agent/probe';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Authority, type Certificate } from './certificates.ts';

const authority = new Authority();
const other = new Authority();
afterAll(() => {
  authority[Symbol.dispose]();
  other[Symbol.dispose]();
});

const open: Server[] = [];
afterEach(async () => {
  const closed = open.splice(0).map((one) => new Promise((resolve) => one.close(resolve)));
  await Promise.all(closed);
});

async function listening(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function web(certificate: Certificate, status = 200): Promise<number> {
  return listening(
    createHttps({ ...certificate }, (_request, response) => {
      response.writeHead(status).end('hello');
    }),
  );
}

const tls = (port: number, host = 'localhost') =>
  lookAtTls({ host, port }, [authority.cert], new Date());
const https = (port: number) => lookAtHttps(`https://localhost:${port}/`, [authority.cert]);

const soonMs = 200;

describe('TLS', () => {
  it('is well where the chain and the name are verified', async () => {
    const port = await web(authority.sign('localhost'));
    expect(await tls(port)).toEqual({
      state: 'ok',
      text: expect.stringMatching(/^TLSv1\.3 with \S+; the certificate holds \d+ more days$/),
    });
  });

  it('is critical where the chain ends with somebody else, or is of another name', async () => {
    const strange = await web(other.sign('localhost'));
    expect(await tls(strange)).toMatchObject({ state: 'critical' });
    const misnamed = await web(authority.sign('www.example.test'));
    expect(await tls(misnamed)).toEqual({
      state: 'critical',
      text: expect.stringContaining("does not match certificate's altnames"),
    });
  });

  it('is critical once the certificate has expired, and a warning shortly before', async () => {
    const expired = await web(authority.sign('localhost', -1));
    expect(await tls(expired)).toEqual({
      state: 'critical',
      text: expect.stringContaining('CERT_HAS_EXPIRED'),
    });
    const soon = await web(authority.sign('localhost', 3));
    expect(await tls(soon)).toMatchObject({ state: 'warning' });
  });

  it('is critical where the other side never comes to an end of the handshake', async () => {
    const port = await listening(
      createTcp((socket) => {
        // The beginning of a record of 16 kB, of which a byte comes now and then.
        socket
          .resume()
          .on('error', () => {})
          .write(Buffer.from([22, 3, 3, 64, 0]));
        const more = setInterval(() => socket.write(Buffer.from([2])), 10);
        socket.once('close', () => clearInterval(more));
      }),
    );
    const found = lookAtTls({ host: 'localhost', port }, [authority.cert], new Date(), soonMs);
    expect(await found).toEqual({ state: 'critical', text: 'not done within 0.2 s' });
  });

  it('is critical where nobody listens, or somebody who speaks something else', async () => {
    const port = await listening(
      createTcp((socket) =>
        socket
          .resume()
          .on('error', () => {})
          .end('220 hello\r\n'),
      ),
    );
    expect(await tls(port)).toMatchObject({ state: 'critical' });
    const [server] = open.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    expect(await tls(port)).toEqual({
      state: 'critical',
      text: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('HTTPS', () => {
  it('is well with an answer, redirects too, and critical with an error', async () => {
    const certificate = authority.sign('localhost');
    expect(await https(await web(certificate))).toEqual({ state: 'ok', text: 'status 200' });
    expect(await https(await web(certificate, 302))).toMatchObject({ state: 'ok' });
    expect(await https(await web(certificate, 503))).toMatchObject({ state: 'critical' });
  });

  it('is critical where the answer breaks off, or the chain is not verified', async () => {
    const broken = await listening(
      createHttps({ ...authority.sign('localhost') }, (_request, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('hello', () => response.destroy());
      }),
    );
    expect(await https(broken)).toMatchObject({ state: 'critical' });
    expect(await https(await web(other.sign('localhost')))).toMatchObject({ state: 'critical' });
  });

  it('is critical where the answer comes so slowly that it has no end', async () => {
    const slow = await listening(
      createHttps({ ...authority.sign('localhost') }, (_request, response) => {
        const more = setInterval(() => response.write('.'), 10);
        response.once('close', () => clearInterval(more));
      }),
    );
    const found = lookAtHttps(`https://localhost:${slow}/`, [authority.cert], soonMs);
    expect(await found).toEqual({ state: 'critical', text: 'not done within 0.2 s' });
  });

  it('reads no more of an endless answer than it needs', async () => {
    const endless = await listening(
      createHttps({ ...authority.sign('localhost') }, (_request, response) => {
        const more = () => {
          while (response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      }),
    );
    expect(await https(endless)).toEqual({ state: 'ok', text: 'status 200' });
  });
});
