import { describe, expect, it } from 'vitest';
import { fileStem } from './file-stem.ts';

describe('fileStem', () => {
  it.each([
    ['web1_systeminfo.txt', 'web1_qfe.txt'],
    ['web1_systeminfo.txt', 'WEB1-HotFixes.csv'],
    ['fleet/web1.systeminfo.txt', 'fleet\\web1.get-hotfix.json'],
    ['fleet/systeminfo.txt', 'fleet/qfe.txt'],
    ['systeminfo_web1.txt', 'wmic_qfe_web1.txt'],
    ['web1_systeminfo_powershell.txt', 'web1_qfe.txt'],
  ])('is the same for %s and %s', (one, other) => {
    expect(fileStem(one)).toBe(fileStem(other));
  });

  it.each([
    ['web1_systeminfo.txt', 'web2_qfe.txt'],
    ['a/systeminfo.txt', 'b/qfe.txt'],
    ['web_2024_systeminfo.txt', 'web_qfe.txt'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(fileStem(one)).not.toBe(fileStem(other));
  });
});
