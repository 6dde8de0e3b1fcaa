import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Answer, makeCertificate, serve } from '../../tests/https-server.ts';
import { instantTiming } from '../../tests/timing.ts';
import { FeedOutage } from '../feed/index.ts';
import { type ClientOptions, feedClient, type GetOptions } from './index.ts';

const certificate = makeCertificate();

describe.skipIf(certificate === null)(
  'the client, against a real HTTPS server (needs openssl)',
  () => {
    async function ask(answer: Answer, get: GetOptions = {}, client: ClientOptions = {}) {
      const timing = instantTiming();
      await using server = await serve(certificate ?? { key: '', cert: '' }, answer);
      try {
        const options = { timing, timeoutMs: 5_000, ...client };
        const download = await feedClient(fetch, options).get(`${server.origin}/a`, get);
        return { download, asked: server.asked, pausesMs: timing.pausesMs, error: null };
      } catch (error) {
        return { download: null, asked: server.asked, pausesMs: timing.pausesMs, error };
      }
    }

    it('gives the bytes and what the server says of their version', async () => {
      const seen: number[] = [];
      const { download } = await ask(
        (request, response) => {
          response
            .setHeader('etag', '"v1"')
            .setHeader('last-modified', 'Tue, 11 Jun 2024 17:00:00 GMT');
          response.end(request.headers.accept);
        },
        { accept: 'application/json', onBytes: (bytes) => seen.push(bytes) },
      );
      expect(download).toEqual({
        state: 'new',
        bytes: Buffer.from('application/json'),
        validators: { etag: '"v1"', lastModified: 'Tue, 11 Jun 2024 17:00:00 GMT' },
      });
      expect(seen).toEqual([16]);
    });

    it('asks only for what changed, when it knows a version', async () => {
      const known = { etag: '"v1"', lastModified: 'Tue, 11 Jun 2024 17:00:00 GMT' };
      const { download } = await ask(
        ({ headers }, response) => {
          const same =
            headers['if-none-match'] === known.etag &&
            headers['if-modified-since'] === known.lastModified;
          response.writeHead(same ? 304 : 500).end();
        },
        { known },
      );
      expect(download).toEqual({ state: 'unchanged' });
    });

    it('unpacks what was packed for the way', async () => {
      const { download } = await ask((_, response) => {
        response.setHeader('content-encoding', 'gzip').end(gzipSync('{"a":1}'));
      });
      expect(download).toMatchObject({ bytes: Buffer.from('{"a":1}') });
    });

    it('tries again after an answer of 503, then takes the 200', async () => {
      let answers = 0;
      const { download, asked, pausesMs } = await ask((_, response) => {
        answers += 1;
        response.writeHead(answers < 3 ? 503 : 200).end('here');
      });
      expect(download).toMatchObject({ state: 'new', bytes: Buffer.from('here') });
      expect(asked).toHaveLength(3);
      expect(pausesMs).toEqual([500, 1_000]);
    });

    it('waits as long as the server asks it to, within reason', async () => {
      const answer =
        (seconds: string): Answer =>
        (_, response) => {
          response.writeHead(429, { 'retry-after': seconds }).end();
        };
      expect((await ask(answer('7'))).pausesMs).toEqual([7_000, 7_000, 7_000]);
      expect((await ask(answer('86400'))).pausesMs[0]).toBe(30_000);
      expect((await ask(answer('Wed, 21 Oct 2026 07:28:00 GMT'))).pausesMs[0]).toBe(500);
    });

    it('calls it an outage when the server goes on failing', async () => {
      const { error, asked } = await ask((_, response) => response.writeHead(500).end());
      expect(error).toBeInstanceOf(FeedOutage);
      expect(error).toMatchObject({ status: 500, attempts: 4 });
      expect(asked).toHaveLength(4);
    });

    it('calls a body that breaks off an outage', async () => {
      const { error } = await ask((_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('half', () => response.destroy());
      });
      expect(error).toMatchObject({ name: 'FeedOutage', status: null, attempts: 4 });
    });

    it('calls a server that falls silent an outage', async () => {
      const { error } = await ask(() => undefined, {}, { timeoutMs: 50, attempts: 2 });
      expect(error).toMatchObject({ name: 'FeedOutage', status: null, attempts: 2 });
    });

    it('stops reading a body without end', async () => {
      const { error, asked } = await ask(
        (_, response) => {
          const pour = (): void => {
            if (!response.destroyed) response.write(Buffer.alloc(64 * 1024), pour);
          };
          pour();
        },
        { bytesMax: 1_000_000 },
      );
      expect(error).toMatchObject({ name: 'FeedError', code: 'too-large' });
      expect(asked).toHaveLength(1);
    });

    it('does not ask again for what is not there', async () => {
      const { error, asked } = await ask((_, response) => response.writeHead(404).end());
      expect(error).toMatchObject({ name: 'FeedError', code: 'unreadable' });
      expect(asked).toHaveLength(1);
    });

    it('follows redirects', async () => {
      const { download } = await ask(({ url }, response) => {
        if (url === '/a') response.writeHead(302, { location: '/b' }).end();
        else response.end('there');
      });
      expect(download).toMatchObject({ bytes: Buffer.from('there') });
    });

    it.each([
      ['away from HTTPS', 'http://localhost/'],
      ['nowhere', 'https://'],
      ['in a circle', '/a'],
    ])('does not follow a redirect %s', async (_, location) => {
      const { error } = await ask((_request, response) =>
        response.writeHead(302, { location }).end(),
      );
      expect(error).toMatchObject({ name: 'FeedError', code: 'refused' });
    });

    it('stops at once when told to', async () => {
      const stop = new AbortController();
      const { error, asked } = await ask(
        (_, response) => {
          stop.abort(new Error('stopped'));
          response.writeHead(503).end();
        },
        { signal: stop.signal },
      );
      expect(error).toMatchObject({ message: 'stopped' });
      expect(asked).toHaveLength(1);
    });
  },
);

describe('the client', () => {
  it('refuses an address that is not HTTPS without asking', async () => {
    await expect(feedClient(fetch).get('http://localhost/')).rejects.toThrow(
      'not an HTTPS address',
    );
  });

  it('says why nobody answered', async () => {
    const timing = instantTiming();
    const asking = feedClient(fetch, { timing }).get('https://127.0.0.1:1/');
    await expect(asking).rejects.toThrow(/ECONNREFUSED|bad port/);
  });
});

describe('the client, where there is no network', () => {
  it('says so once, with the address', async () => {
    const cause = new Error('getaddrinfo ENOTFOUND feeds.example');
    const away = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const asked = feedClient(away, { timing: instantTiming() }).get('https://feeds.example/a');
    await expect(asked).rejects.toThrow(
      /^https:\/\/feeds\.example\/a: its name is not found \(ENOTFOUND\), \d times$/,
    );
  });
});
