import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProgress } from './index.ts';

describe('progress', () => {
  // Recorded from apt 2.6.2, but for the last two, which are of its README.progress-reporting.
  it.each([
    ['dlstatus:2:33.1208:Retrieving file 2 of 3', 'downloading', 33.1208, null],
    ['dlstatus:3:100.0000:Retrieving file 3 of 3', 'downloading', 100, null],
    ['pmstatus:dpkg-exec:0.0000:Running dpkg', 'installing', 0, null],
    ['pmstatus:web:92.3077:Installed web (amd64)', 'installing', 92.3077, 'web'],
    ["pmerror:/srv/a.deb:60:trying to overwrite 'x'", 'installing', 60, '/srv/a.deb'],
    [
      "pmconffile:/etc/compiz.conf/x.ini:77.3:'/etc/x' '/etc/x.dpkg-new' 1 1",
      'installing',
      77.3,
      null,
    ],
  ] as const)('%s', (line, step, percent, about) => {
    expect(parseProgress(line)).toEqual({ step, percent, package: about });
  });

  it('is nothing that is not told', () => {
    for (const line of ['', 'status: web: half-installed', 'pmstatus:web', 'pmstatus:web:900:x']) {
      expect(parseProgress(line)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'pmstatus:', 'dlstatus:1:'), (text, before) => {
        const percent = parseProgress(before + text)?.percent ?? 0;
        expect(percent >= 0 && percent <= 100).toBe(true);
      }),
    );
  });
});
