import { describe, expect, it } from 'vitest';
import {
  countStates,
  exploitedFirst,
  filterAdvisories,
  type HostAdvisory,
} from './advisory-filter.ts';

const advisories: HostAdvisory[] = [
  { cve: 'CVE-2024-30080', state: 'open', severity: 'Critical', update: 'KB5039227' },
  { cve: 'CVE-2024-30051', state: 'fixed', severity: 'Important', update: 'KB5037782' },
  { cve: 'CVE-2024-30099', state: 'unknown', severity: '', update: '' },
];
const names = (found: HostAdvisory[]) => found.map(({ cve }) => cve);

describe("a host's advisories", () => {
  it('are all found by no filter', () => {
    expect(filterAdvisories(advisories, null, ' ')).toEqual(advisories);
  });

  it.each([
    ['kb5039227', 'CVE-2024-30080'],
    ['30051', 'CVE-2024-30051'],
    ['critical', 'CVE-2024-30080'],
  ])('are found by %s, in any case', (text, cve) => {
    expect(names(filterAdvisories(advisories, null, text))).toEqual([cve]);
  });

  it('are found by state and text together', () => {
    expect(names(filterAdvisories(advisories, 'unknown', 'CVE'))).toEqual(['CVE-2024-30099']);
    expect(filterAdvisories(advisories, 'unknown', 'KB')).toEqual([]);
  });

  it('come with the known exploited first, the rest in their order', () => {
    const found = exploitedFirst(advisories, new Set(['CVE-2024-30051']));
    expect(names(found)).toEqual(['CVE-2024-30051', 'CVE-2024-30080', 'CVE-2024-30099']);
  });

  it('are counted by state, also where there are none', () => {
    expect(countStates(advisories)).toEqual({ open: 1, unknown: 1, fixed: 1, 'not affected': 0 });
  });
});
