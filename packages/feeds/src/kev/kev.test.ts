import { describe, expect, it } from 'vitest';
import { readCatalogue } from './index.ts';

const entry = {
  cveID: 'CVE-2024-30051',
  vendorProject: 'Microsoft',
  dateAdded: '2024-05-14',
  dueDate: '2024-06-04',
  knownRansomwareCampaignUse: 'Known',
};

function catalogue(vulnerabilities: readonly object[], fields: object = {}): Buffer {
  const count = vulnerabilities.length;
  return Buffer.from(
    JSON.stringify({ catalogVersion: '2026.08.07', count, vulnerabilities, ...fields }),
  );
}

describe('readCatalogue', () => {
  it('reads the entries and the date of the catalogue', () => {
    const later = { cveID: 'CVE-2026-8037', dateAdded: '2026-08-07', dueDate: '' };
    expect(readCatalogue(catalogue([entry, later]), 'kev.json')).toEqual({
      day: '2026-08-07',
      entries: [
        { advisory: 'CVE-2024-30051', added: '2024-05-14', due: '2024-06-04', ransomware: true },
        { advisory: 'CVE-2026-8037', added: '2026-08-07', due: null, ransomware: false },
      ],
    });
  });

  it.each([
    ['a wrong id', catalogue([entry, { ...entry, cveID: 'x' }]), 'vulnerabilities[1].cveID'],
    ['a wrong date', catalogue([{ ...entry, dateAdded: 'May' }]), 'vulnerabilities[0].dateAdded'],
    ['another count than it states', catalogue([entry], { count: 1662 }), 'count'],
    ['no version', catalogue([entry], { catalogVersion: '' }), 'catalogVersion'],
  ])('refuses a catalogue with %s and says where', (_, bytes, place) => {
    expect(() => readCatalogue(bytes, 'kev.json')).toThrow(
      expect.objectContaining({ name: 'FeedError', source: 'kev.json', place }),
    );
  });
});
