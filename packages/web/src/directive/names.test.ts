import { describe, expect, it } from 'vitest';
import { faultInNames, namesIn } from './names.ts';

describe('names of advisories and updates', () => {
  it('are parted by commas, semicolons, blanks and lines', () => {
    expect(namesIn('cve-2020-1350;KB4565503, KB4565511\nkb4565524')).toEqual([
      'CVE-2020-1350',
      'KB4565503',
      'KB4565511',
      'KB4565524',
    ]);
  });

  it('have the number with the KB before it', () => {
    expect(namesIn('KB 921883; kb: 4565503')).toEqual(['KB921883', 'KB4565503']);
  });

  it.each([
    ['MS06-040; KB 921883', 'MS06-040 is a bulletin: name its CVEs, or its KBs.'],
    ['CVE-2020', 'CVE-2020 is no CVE: write it as CVE-2020-1350.'],
    ['CVE-2024-030051', 'CVE-2024-030051 is no CVE: write it as CVE-2020-1350.'],
    ['921883', '921883 is only a number: is it KB921883?'],
    ['blah', 'blah is neither a CVE nor an update.'],
  ])('%s is refused', (text, fault) => {
    expect(faultInNames(text)).toBe(fault);
  });

  it.each(['CVE-2020-1350', 'KB 921883', 'openssl-3.0.14', ''])('%s is not refused', (text) => {
    expect(faultInNames(text)).toBeNull();
  });
});
