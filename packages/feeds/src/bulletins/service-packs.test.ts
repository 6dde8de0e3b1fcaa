import { describe, expect, it } from 'vitest';
import type { Bulletin } from './schema.ts';
import { meantProducts } from './service-packs.ts';

const xp = 'Microsoft Windows XP';

function bulletin(published: string, products: readonly string[]): Bulletin {
  const affected = products.map((product) => ({ product }));
  return { id: 'MS03-026', kb: 'KB823980', published, cves: ['CVE-2003-0352'], affected };
}

describe('a product named without a service pack', () => {
  it.each([
    ['2002-02-27', [xp]],
    ['2003-07-16', [xp, `${xp} Service Pack 1`]],
    ['2004-09-14', [xp, `${xp} Service Pack 1`, `${xp} Service Pack 2`]],
  ])('means each service pack that was out on %s', (published, meant) => {
    expect(meantProducts(bulletin(published, [xp]), xp)).toEqual(meant);
  });

  it('means itself alone beside one that is named', () => {
    const both = bulletin('2004-09-14', [xp, `${xp} Service Pack 1`]);
    expect(meantProducts(both, xp)).toEqual([xp]);
  });

  it('means itself alone where bulletins always named them', () => {
    const vista = 'Microsoft Windows Vista';
    expect(meantProducts(bulletin('2008-07-08', [vista]), vista)).toEqual([vista]);
  });
});
