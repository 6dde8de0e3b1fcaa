import { describe, expect, it } from 'vitest';
import {
  lastingPorts,
  lookAt,
  parseFailedUnits,
  parseSockets,
  type Socket,
  worst,
} from './index.ts';

describe('Sockets', () => {
  const header =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';

  it('are read from the tables of the kernel', () => {
    const tcp = [
      header,
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 31337 1',
      '   1: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4242 1',
      '',
    ].join('\n');
    expect(parseSockets(tcp, 'tcp')).toMatchObject([
      { protocol: 'tcp', address: '127.0.0.1', port: 8080, isListening: true, inode: 31_337 },
      { port: 50_000, remoteAddress: '127.0.0.1', remotePort: 8080, isListening: false },
    ]);
  });

  it('are read in both families', () => {
    const tcp6 = `${header}\n   0: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 99 1`;
    expect(parseSockets(tcp6, 'tcp')).toMatchObject([
      { protocol: 'tcp', address: '[::1]', port: 22, isListening: true, inode: 99 },
    ]);
  });
});

describe('Ports', () => {
  const listening: Socket = {
    ...{ address: '0.0.0.0', remoteAddress: '0.0.0.0', remotePort: 0, isListening: true, inode: 1 },
    ...{ protocol: 'tcp', port: 443, uid: 0 },
  };

  it.each<[string, Partial<Socket>, number[]]>([
    ['a service', {}, [443]],
    ['a service with a user that systemd has made for it', { uid: 61_184 }, [443]],
    ['a person who is logged in', { uid: 1000, port: 6010 }, []],
    ['a kernel that chose a port by itself', { port: 32_768 }, []],
    ['somebody who waits for the answer of a name server', { protocol: 'udp', port: 5353 }, []],
    ['a connection', { isListening: false }, []],
  ])('of %s', (_, socket, ports) => {
    expect(
      lastingPorts([
        { ...listening, ...socket },
        { ...listening, ...socket },
      ]),
    ).toEqual(ports);
  });
});

describe('Failed units', () => {
  it('are named, whatever mark stands before them', () => {
    const output =
      '● nginx.service loaded failed failed A web server\nx.mount loaded failed failed X\n';
    expect(parseFailedUnits(output)).toEqual(['nginx.service', 'x.mount']);
    expect(parseFailedUnits('')).toEqual([]);
  });
});

describe('A probe that breaks', () => {
  it('has seen nothing, which is no pass, and the others are looked at', async () => {
    const fine = async () => ({ state: 'ok', text: 'fine' }) as const;
    const breaks = async () => {
      throw new Error('no such file');
    };
    const clock = { now: () => new Date('2024-06-11T18:00:00.000Z'), monotonicMs: () => 0 };
    const probes = [
      { kind: 'boot', name: 'boot', look: breaks },
      { kind: 'disk', name: '/', look: fine },
    ] as const;
    const results = await lookAt(probes, clock);
    expect(results.map(({ state, text }) => [state, text])).toEqual([
      ['unknown', 'no such file'],
      ['ok', 'fine'],
    ]);
    expect(worst(results)).toBe('unknown');
  });
});
