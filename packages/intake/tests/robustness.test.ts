import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ReadHost, readHosts } from '../src/hosts/index.ts';
import { wordings, writtenSysteminfo } from './written-systeminfo.ts';

const update = fc.integer({ min: 100_000, max: 5_999_999 }).map((number) => `KB${number}`);
const facts = fc.record({
  name: fc.stringMatching(/^[A-Z][A-Z0-9-]{1,13}$/),
  osName: fc.constant('Microsoft Windows 7 Professional'),
  version: fc.constantFrom('6.1.7601'),
  servicePack: fc.constant(1),
  systemType: fc.constantFrom('x64-based PC', 'X86-based PC'),
  domain: fc.stringMatching(/^[a-z]{2,8}\.(?:example|test)$/),
  updates: fc.uniqueArray(update, { minLength: 1, maxLength: 40 }),
});

const sample = iconv.encode(
  writtenSysteminfo(wordings[0] ?? fail('no wording'), {
    name: 'ORCHID-07',
    osName: 'Microsoft Windows 10 Pro',
    version: '10.0.19045',
    servicePack: 0,
    systemType: 'x64-based PC',
    domain: 'garden.example',
    updates: ['KB4486553', 'KB4512577', 'KB5005112'],
  }),
  'cp850',
);

function fail(reason: string): never {
  throw new Error(reason);
}

/** Every file gives a host, or an error that names it. */
function expectAnswer(bytes: Uint8Array): readonly ReadHost[] {
  const { hosts, errors } = readHosts([{ name: 'file', bytes }]);
  expect(hosts.length + errors.length).toBeGreaterThan(0);
  for (const { source, line, message } of errors) {
    expect(source).toBe('file');
    expect(line === null || line >= 1).toBe(true);
    expect(message).not.toBe('');
  }
  return hosts;
}

describe('readHosts', () => {
  it('reads back the facts of any host from any language and code page', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(...wordings), fc.nat(), (written, words, choice) => {
        const encodings = [...words.codePages, 'utf-16le'];
        const encoding = encodings[choice % encodings.length] ?? 'utf8';
        const text = writtenSysteminfo(words, written);
        const bytes = iconv.encode(text, encoding, { addBOM: choice % 2 === 0 });
        const { hosts } = readHosts([{ name: 'file', bytes }]);
        expect(hosts).toHaveLength(1);
        expect(hosts[0]?.host).toMatchObject({
          name: written.name,
          family: 'Windows 7',
          edition: 'Professional',
          architecture: written.systemType.startsWith('x64') ? 'x64' : 'x86',
          servicePack: 1,
          domain: written.domain,
          installed: {
            updates: written.updates.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2))),
            stated: written.updates.length,
            complete: true,
          },
        });
      }),
      { numRuns: 200 },
    );
  });

  it('answers for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        expectAnswer(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('answers for a systeminfo with bytes changed, put in or taken out', () => {
    const change = fc.record({
      at: fc.nat({ max: sample.length }),
      remove: fc.nat({ max: 300 }),
      insert: fc.uint8Array({ maxLength: 20 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const changed = changes.reduce(
          (bytes, { at, remove, insert }) =>
            Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
          Buffer.from(sample),
        );
        expectAnswer(changed);
      }),
      { numRuns: 500 },
    );
  });

  it('answers for a systeminfo cut anywhere, and never calls a cut list complete', () => {
    for (let end = 0; end < sample.length; end += 1) {
      const bytes = sample.subarray(0, end);
      const installed = expectAnswer(bytes)[0]?.host.installed;
      if (installed?.complete)
        expect(installed.updates.map((name) => name.length)).toEqual([9, 9, 9]);
    }
  });

  it('answers for text made to make parsers slow', () => {
    const long = 1_000_000;
    const slow = [
      '\r',
      ' ',
      ':',
      ': ',
      '"',
      'a:',
      '[',
      ',',
      '\0\0',
      'KB1',
      '\n ',
      ';"',
      'x: Windows\n',
    ];
    for (const part of slow) expectAnswer(Buffer.from(part.repeat(long / part.length)));
    const header = 'HotFixID CSName\n';
    expectAnswer(Buffer.from(header + ' '.repeat(long)));
    expectAnswer(Buffer.from(header.repeat(long / header.length)));
    expectAnswer(Buffer.from('OS: Windows\nVersion: 6.1.7601 a\n'.repeat(20_000)));
  });
});
