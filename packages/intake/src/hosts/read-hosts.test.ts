import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readHosts } from './read-hosts.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const fixture = (name: string) => ({ name, bytes: readFileSync(new URL(name, folder)) });
const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

const lily = fixture('lily_systeminfo.txt');
const rosa = fixture('rosa_systeminfo.txt');
const nameless = (name: string) =>
  file(name, 'HotFixID\nKB5012170\nKB5018922\nKB5027271\nKB1\nKB2\n');

const outline = (files: Parameters<typeof readHosts>[0]) => {
  const { hosts, errors } = readHosts(files);
  return {
    hosts: hosts.map(({ host, sources }) => [host.name, host.installed.complete, ...sources]),
    errors: errors.map(({ source, message }) => `${source}: ${message}`),
  };
};

describe('readHosts', () => {
  it('reads the fixtures, each list joined to its host', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    const { hosts, errors } = readHosts(names.toSorted().map(fixture));
    expect(hosts).toMatchObject([
      {
        host: {
          name: 'LILY',
          family: 'Windows Server 2012 R2',
          role: 'primary-domain-controller',
          installed: {
            updates: ['KB2919355', 'KB3000850', 'KB5012170', 'KB5018922', 'KB5027271'],
            stated: 5,
            complete: true,
          },
        },
        sources: ['lily_systeminfo.txt', 'lily_qfe.txt'],
        warnings: [],
      },
      {
        host: { name: 'ROSA-3', release: '23H2', architecture: 'arm64', domain: 'garden.example' },
        sources: ['rosa_systeminfo.txt'],
      },
    ]);
    expect(errors).toEqual([
      {
        source: 'rosa_updates.txt',
        line: null,
        message: 'lists offered updates, not installed ones',
      },
    ]);
  });

  it('warns of a list that is cut short, and leaves its stump out', () => {
    const [read] = readHosts([lily]).hosts;
    expect(read?.host.installed.updates).toEqual(['KB2919355', 'KB3000850']);
    expect(read?.host.installed.complete).toBe(false);
  });

  it('joins a list that names no host by the name of its file', () => {
    const files = [lily, rosa, nameless('LILY-hotfixes.csv')];
    expect(outline(files).hosts[0]).toEqual([
      'LILY',
      true,
      'lily_systeminfo.txt',
      'LILY-hotfixes.csv',
    ]);
  });

  it('joins a list that names no host to the only host there is', () => {
    expect(outline([lily, nameless('x')]).hosts[0]).toEqual([
      'LILY',
      true,
      'lily_systeminfo.txt',
      'x',
    ]);
  });

  it('joins a list that stands in the same file', () => {
    const both = Buffer.concat([lily.bytes, nameless('').bytes]);
    expect(outline([rosa, { name: 'both.txt', bytes: both }]).hosts[1]).toEqual([
      'LILY',
      true,
      'both.txt',
    ]);
  });

  it('says of a list that fits no host, or several, that it does', () => {
    expect(outline([lily, rosa, nameless('x')]).errors).toEqual([
      'x: lists updates of a host it does not name, which fits several of the hosts given',
    ]);
    expect(
      outline([lily, file('lily_qfe.csv', 'CSName,HotFixID\nTULIP,KB5012170\n')]).errors,
    ).toEqual(['lily_qfe.csv: lists updates of TULIP, which none of the hosts given is']);
    expect(outline([nameless('x')]).errors).toEqual([
      'x: lists updates of a host it does not name, which none of the hosts given is',
    ]);
  });

  it('lets the file decide between hosts of one name', () => {
    const twin = { ...lily, name: 'may/systeminfo.txt' };
    const list = file('may/qfe.csv', 'CSName,HotFixID\nlily.garden.example,KB5012170\n');
    expect(outline([lily, twin, list]).hosts[1]?.slice(2)).toEqual([twin.name, list.name]);
  });

  it.each([
    ['', 'the file is empty'],
    ['\r\n  \r\n', 'the file is empty'],
    ['lorem ipsum', 'not a systeminfo: '],
    ['CSName,HotFixID\n', 'a hotfix list without any entry'],
    ['MZ\0\u0003\0\0', 'binary data, not text'],
  ])('says what is wrong with %j', (text, message) => {
    expect(outline([file('f', text)]).errors).toEqual([expect.stringContaining(`f: ${message}`)]);
  });
});
