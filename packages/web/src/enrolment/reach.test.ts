import { describe, expect, it } from 'vitest';
import { originForHosts, reachOf } from './reach.ts';

describe('the reach of an address', () => {
  it.each([
    ['http://localhost:7070', 'same machine'],
    ['https://localhost', 'same machine'],
    ['http://127.0.0.1:7070', 'same machine'],
    ['http://[::1]:7070', 'same machine'],
    ['http://daybreak.localhost', 'same machine'],
    ['http://localhost.:7070', 'same machine'],
    ['http://0.0.0.0:7070', 'same machine'],
    ['http://[::]:7070', 'same machine'],
    ['http://[::ffff:127.0.0.1]:7070', 'same machine'],
    ['http://daybreak.example:7070', 'in the clear'],
    ['http://192.0.2.7:7070', 'in the clear'],
    ['https://daybreak.example', 'encrypted'],
    ['https://localhost.example', 'encrypted'],
  ])('%s is %s', (origin, reach) => {
    expect(reachOf(origin)).toBe(reach);
  });

  it('is that of what the server was told, or else of how the reader came', () => {
    const [local, public_] = ['http://localhost:7070', 'https://daybreak.example'];
    expect(originForHosts(public_, local)).toBe(public_);
    expect(originForHosts(local, 'http://192.0.2.7:7070')).toBe('http://192.0.2.7:7070');
    expect(originForHosts(local, local)).toBe(local);
  });
});
