import { describe, expect, it } from 'vitest';
import { readKev } from './index.ts';

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

describe('readKev', () => {
  it('counts the entries and reads the date of the catalogue', () => {
    const later = { cveID: 'CVE-2026-8037', dateAdded: '2026-08-07', dueDate: '' };
    const status = readKev(catalogue([entry, later]), 'kev.json');
    expect(status).toMatchObject({ name: 'kev', asOf: '2026-08-07', rows: 2, documents: 1 });
  });

  it.each([
    ['a wrong id', catalogue([entry, { ...entry, cveID: 'x' }]), 'vulnerabilities[1].cveID'],
    ['a wrong date', catalogue([{ ...entry, dateAdded: 'May' }]), 'vulnerabilities[0].dateAdded'],
    ['another count than it states', catalogue([entry], { count: 1662 }), 'count'],
    ['no version', catalogue([entry], { catalogVersion: '' }), 'catalogVersion'],
  ])('refuses a catalogue with %s and says where', (_, bytes, place) => {
    expect(() => readKev(bytes, 'kev.json')).toThrow(
      expect.objectContaining({ name: 'FeedError', source: 'kev.json', place }),
    );
  });
});
