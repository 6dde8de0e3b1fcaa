import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readHosts } from '../src/hosts/index.ts';
import { decodeText } from '../src/text/index.ts';
import { wordings, writtenSysteminfo } from './written-systeminfo.ts';

const facts = {
  name: 'ORCHID-07',
  osName: 'Microsoft Windows Server 2019 Standard',
  version: '10.0.17763',
  servicePack: 0,
  systemType: 'x64-based PC',
  domain: 'garden.example',
  updates: ['KB4486553', 'KB4512577', 'KB5005112'],
};

const cases = wordings.flatMap((words) =>
  [...words.codePages, 'utf-16le', 'utf-16be'].map((encoding) => ({ ...words, words, encoding })),
);

describe('systeminfo of an invented host', () => {
  it.each(cases)('gives the same facts in $language, $encoding', ({ words, encoding }) => {
    const text = writtenSysteminfo(words, facts);
    const bytes = iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') });
    const { hosts, errors } = readHosts([{ name: 'orchid.txt', bytes }]);
    expect(errors).toEqual([]);
    expect(hosts.map(({ host }) => host)).toEqual([
      {
        name: 'ORCHID-07',
        osName: facts.osName.replace('Microsoft', words.maker),
        family: 'Windows Server 2019',
        edition: 'Standard',
        release: '',
        architecture: 'x64',
        servicePack: 0,
        version: '10.0.17763',
        build: 17763,
        revision: null,
        serverCore: null,
        role: 'server',
        domain: 'garden.example',
        installed: { updates: facts.updates, stated: 3, complete: true },
      },
    ]);
  });

  it.each(cases)('is decoded letter by letter in $language, $encoding', ({ words, encoding }) => {
    const text = writtenSysteminfo(words, facts);
    const bytes = iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') });
    const decoded = decodeText(bytes);
    const written = encoding.startsWith('utf') ? text : iconv.decode(bytes, encoding);
    expect('text' in decoded ? decoded.text : decoded).toBe(written);
  });

  // The bytes of Hebrew also spell Cyrillic words, if meaningless ones: there the locale line decides.
  const legible = cases.filter(
    ({ encoding, language }) => !encoding.startsWith('utf') && language !== 'Hebrew',
  );
  it.each(legible)(
    'is decoded without the help of its locale line in $language, $encoding',
    ({ words, encoding }) => {
      const text = writtenSysteminfo({ ...words, locale: '?' }, facts);
      const bytes = iconv.encode(text, encoding);
      const decoded = decodeText(bytes);
      expect('text' in decoded ? decoded.text : decoded).toBe(iconv.decode(bytes, encoding));
    },
  );
});
