import { describe, expect, it } from 'vitest';
import { assessment } from './index.ts';

const line =
  '{"host":"web-1","product":"Windows Server 2022","verdict":"exposed",' +
  '"install":[{"update":"KB5039227","title":"June 2024","published":"2024-06-11",' +
  '"closes":["CVE-2024-30080"],"knownExploited":[],"supersedes":["KB5037782"],' +
  '"rule":"build","because":"build 10.0.20348.2461 is below 10.0.20348.2527"}],' +
  '"advisories":[{"cve":"CVE-2024-30080","state":"open","severity":"Critical","update":"KB5039227"}],' +
  '"feeds":[{"name":"msrc","asOf":"2024-06-11","covers":"2016-01 to 2024-06"}],' +
  '"conditional":[{"update":"KB5039895","component":"Microsoft .NET Framework 3.5","closes":[]}],' +
  '"warnings":[]}';

describe('the line that `daybreak check` prints', () => {
  it('is read back to the byte, its fields in their order', () => {
    expect(JSON.stringify(assessment.parse(JSON.parse(line)))).toBe(line);
  });

  it('must have one of three verdicts: a fourth is refused with its place', () => {
    const result = assessment.safeParse({ ...JSON.parse(line), verdict: 'probably fine' });
    expect(result.error?.issues[0]?.path).toEqual(['verdict']);
  });
});
