import { describe, expect, it } from 'vitest';
import { builderOf, fix } from '../../tests/invented.ts';
import { readWindowsProduct, type WindowsProduct } from '../bulletin/index.ts';
import { Applications } from './applications.ts';

const gdr = 'Microsoft SQL Server 2019 for x64-based Systems (GDR)';
const rows = [
  fix({ product: gdr, update: 'KB1', advisory: 'CVE-2024-1', published: '2024-01-09' }),
  fix({ product: gdr, update: 'KB2', advisory: 'CVE-2024-2', published: '2024-04-09' }),
  fix({ product: gdr, update: '', advisory: 'CVE-2024-2', published: '2024-04-09' }),
  fix({ product: gdr, update: 'KB3', advisory: 'CVE-2024-3', published: '2024-07-09' }),
];

function windows(name: string): WindowsProduct {
  const product = readWindowsProduct(name);
  if (product === null) throw new Error(`not a product: ${name}`);
  return product;
}
const server = windows('Windows Server 2022');

function needed(given: typeof rows, installed: readonly string[], asOf = '2024-08-01') {
  const { applications } = builderOf(given).finish();
  return new Applications(applications, asOf)
    .conditional(server, installed)
    .map(({ update, closes }) => [update, ...closes]);
}

describe('the updates of an application', () => {
  it('are its newest alone, which closes everything', () => {
    expect(needed(rows, [])).toEqual([['KB3', 'CVE-2024-1', 'CVE-2024-2', 'CVE-2024-3']]);
  });

  it('close only what came after an update that is installed', () => {
    expect(needed(rows, ['KB2', 'KB777'])).toEqual([['KB3', 'CVE-2024-3']]);
    expect(needed(rows, ['KB3'])).toEqual([]);
  });

  it('are those of the day that is asked for', () => {
    expect(needed(rows, [], '2024-04-09')).toEqual([['KB2', 'CVE-2024-1', 'CVE-2024-2']]);
    expect(needed(rows, [], '2023-12-31')).toEqual([]);
  });

  it('of one day are all named, but for one that another replaces', () => {
    const twin = fix({ ...rows[3], update: 'KB4' });
    expect(needed([...rows, twin], []).map(([update]) => update)).toEqual(['KB3', 'KB4']);
    const newer = fix({ ...rows[3], update: 'KB4', supersedes: ['KB3'] });
    expect(needed([...rows, newer], []).map(([update]) => update)).toEqual(['KB4']);
  });

  it('are named only where it runs', () => {
    const { applications } = builderOf(rows).finish();
    const known = new Applications(applications, '2024-08-01');
    expect(known.conditional(windows('Windows Server 2012 R2'), [])).toEqual([]);
    expect(known.conditional(windows('Windows Server 2025'), [])).toEqual([
      expect.objectContaining({ update: 'KB3', component: 'Microsoft SQL Server 2019 (GDR)' }),
    ]);
  });
});
