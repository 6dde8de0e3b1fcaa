import { describe, expect, it } from 'vitest';
import { closing, cves, fix, knowledgeOf, windows7 } from '../../tests/invented.ts';
import type { Fix } from '../bulletin/index.ts';
import { updateTitle } from './title.ts';

function titleOf(rows: readonly Fix[], product?: string): string {
  const knowledge = knowledgeOf(rows, product);
  const { updates, advisories } = knowledge;
  const [update] = updates;
  return update ? updateTitle(knowledge, update, advisories[0], advisories.length) : '';
}

describe('the title of an update', () => {
  it('is its own where a feed gives one', () => {
    const row = fix({ advisory: '', title: 'Service Pack 1', kind: 'service-pack' });
    expect(titleOf([row])).toBe('Service Pack 1');
  });

  it('says month, kind and product of a cumulative update', () => {
    expect(titleOf(closing(cves(1, 6)))).toBe(
      '2024-01 cumulative update for Windows Server 2022 (x64)',
    );
  });

  it('is the bulletin and what it is about, where there is one', () => {
    const row = fix({ product: windows7, bulletin: 'MS06-040' });
    expect(titleOf([row], windows7)).toBe('MS06-040: Remote Code Execution');
  });

  it('is else the worst advisory, and how many more', () => {
    const rows = closing(cves(1, 3), { product: windows7 });
    expect(titleOf(rows, windows7)).toBe('A flaw and 2 more');
    expect(titleOf([fix({ product: windows7, title: '' })], windows7)).toBe(
      'Remote Code Execution',
    );
    expect(titleOf([fix({ product: windows7, title: '', impact: '' })], windows7)).toBe(
      'security update',
    );
  });
});
