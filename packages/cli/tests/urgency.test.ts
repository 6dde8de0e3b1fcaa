/** `daybreak urgency` as a process of its own, without any feed. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syncFromFolder } from '@daybreak/feeds/sync';
import { type AdvisoryUrgency, advisoryUrgency } from '@daybreak/protocol/urgency';
import { afterAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'daybreak-urgency-'));

afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

function urgency(...words: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DAYBREAK_DATA: folder, NO_COLOR: '1' };
    execFile(process.execPath, [program, 'urgency', ...words], { env }, (error, output, errors) => {
      const status = error === null ? 0 : error.code;
      if (typeof status === 'number') resolve({ status, output, errors });
      else reject(error ?? new Error('the command did not end by itself'));
    });
  });
}

async function answers(...words: readonly string[]): Promise<readonly AdvisoryUrgency[]> {
  const { output } = await urgency(...words, '--format', 'json');
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => advisoryUrgency.strict().parse(JSON.parse(line)));
}

/** The path of a policy whose answer is the milder one only where neither holds. */
function byRole(): string {
  const path = join(folder, 'by-role.yaml');
  writeFileSync(
    path,
    `policy: by-role
title: By role
source: a test
tiers:
  - { key: now, name: Now, within: 3 days }
  - { key: later, name: Later, within: 60 days }
inputs: [epss>=0.1, role=dc]
rows:
  - [no, no, later]
  - ["*", "*", now]
`,
  );
  return path;
}

describe('daybreak urgency', () => {
  it('answers by what is told and assumed, one object an advisory', async () => {
    const told = ['--policy', 'bod-26-04', '--host-facts', 'Exposed=Yes,role=dc'];
    const assume = ['--assume', 'kev=yes,automatable=no,impact=total'];
    const found = await answers('CVE-2024-30051', 'cve-2020-1350', ...told, ...assume);
    expect(found.map(({ cve }) => cve)).toEqual(['CVE-2024-30051', 'CVE-2020-1350']);
    expect(found[0]).toMatchObject({
      policy: 'bod-26-04',
      tier: '3 days & forensic investigation',
      deadline_days: 3,
      evidenceFirst: true,
      reasons: [
        { input: 'kev', value: 'yes', assumed: true },
        { input: 'exposed', value: 'yes', assumed: false },
        { input: 'automatable', value: 'no', assumed: true },
        { input: 'impact', value: 'total', assumed: true },
      ],
      alternatives: [],
    });
  });

  it('gives no days where the policy waits for the next upgrade', async () => {
    const told = ['--policy', 'bod-26-04', '--host-facts', 'exposed=no'];
    const [found] = await answers('CVE-2024-1000', ...told, '--assume', 'kev=no,automatable=no');
    expect(found).toMatchObject({ deadline_days: null, evidenceFirst: false });
  });

  it('answers by a policy from a file, or tells its lines', async () => {
    const path = join(folder, 'acme.yaml');
    const text = `policy: acme
title: ACME
source: ACME
tiers: [{ key: now, name: Now, within: 36 hours }]
inputs: [kev]
rows:
  - [yes, now]
`;
    writeFileSync(path, `${text}  - [no, now]\n`);
    const [found] = await answers('CVE-2024-1000', '--policy', path);
    expect(found).toMatchObject({ policy: 'acme', tier: 'Now', deadline_days: 1.5 });
    writeFileSync(path, text);
    const { status, errors } = await urgency('CVE-2024-1000', '--policy', path);
    expect([status, errors.trim()]).toEqual([2, `${path}, line 7: rows: no row for kev no`]);
  });

  it.each(['epss>=0.1=no', 'epss >= 0.10=no', 'epss=0.05'])('takes %s for true', async (assume) => {
    const [found] = await answers('CVE-2024-1000', '--policy', byRole(), '--assume', assume);
    expect(found?.reasons[0]).toMatchObject({ input: 'epss>=0.1', value: 'no', assumed: true });
    expect(found?.alternatives).toMatchObject([{ if: { 'role=dc': ['no'] } }]);
  });

  it.each(['role=dc=no', 'role=DC=no', 'role = dc=no'])('takes %s for true', async (assume) => {
    const [found] = await answers('CVE-2024-1000', '--policy', byRole(), '--assume', assume);
    expect(found?.reasons[1]).toMatchObject({ input: 'role=dc', value: 'no', assumed: true });
    expect(found?.alternatives).toMatchObject([{ if: { 'epss>=0.1': ['no'] } }]);
  });

  it.each([
    ['daybreak', 'kev=yes,automatable=no,impact=total', 'exploited'],
    ['essential-eight', 'exploitation=active', 'exploit'],
    ['ssvc-deployer', 'exploited=yes', 'exploitation'],
  ])('%s takes what its points are read from: %s', async (policy, assume, input) => {
    const [found] = await answers('CVE-2024-1000', '--policy', policy, '--assume', assume);
    const reason = found?.reasons.find((one) => one.input === input);
    expect(reason?.source).toBe('assumed by whoever asks');
  });

  it.each([
    ['daybreak', 'kev=yes,role=dc=yes,epss=0.3', 'role=dc, epss have no bearing on Daybreak'],
    ['bod-26-04', 'exploited=yes,kev=yes', 'what has is kev, exposed, automatable, impact'],
  ])('%s answers, and tells which of %s change nothing', async (policy, assume, message) => {
    const asked = ['CVE-2024-1000', '--policy', policy, '--assume', assume];
    const { status, output, errors } = await urgency(...asked);
    expect(errors).toContain(message);
    expect([status === 2, output]).toEqual([false, expect.stringContaining('CVE-2024-1000')]);
  });

  it('answers of the future by what is known today, and says so', async () => {
    const { status, errors } = await urgency('CVE-2024-1000', '--as-of', '9999-01-01');
    expect([status === 2, errors]).toEqual([false, expect.stringContaining('is in the future')]);
  });

  it('says for people what is assumed, and what would hold instead', async () => {
    const { status, output, errors } = await urgency('CVE-2024-1000', '--policy', 'bod-26-04');
    expect(output).toContain('? kev          yes          assumed: no KEV catalogue has been read');
    expect(output).toContain(
      'or 14 days if kev is yes and automatable is no and impact is partial',
    );
    // Nothing is known at all, and the answer hangs on it.
    expect([status, errors]).toEqual([3, expect.stringContaining('daybreak feeds sync')]);
  });

  it('says once of what is assumed that it is', async () => {
    const { output } = await urgency('CVE-2024-1000', '--assume', 'wormable=yes');
    expect(output).toMatch(/\? wormable +yes +assumed by whoever asks\n/);
  });

  it('says of an advisory that no feed names it, and decides nothing by that alone', async () => {
    const data = join(folder, 'data');
    const told = join(folder, 'told');
    mkdirSync(told);
    mkdirSync(data);
    const vulnerabilities = [{ cveID: 'CVE-2024-90001', dateAdded: '2024-05-18' }];
    const kev = { catalogVersion: '2024.05.18', count: 1, vulnerabilities };
    writeFileSync(join(told, 'known_exploited_vulnerabilities.json'), JSON.stringify(kev));
    await syncFromFolder(told, data);
    const unnamed = 'no feed names CVE-1999-99999 (read: KEV): is the number right?';
    const people = await urgency('CVE-1999-99999', '--data', data);
    expect([people.status, people.output]).toEqual([3, expect.stringContaining(`! ${unnamed}\n`)]);
    const [found] = await answers('CVE-1999-99999', '--policy', 'bod-26-04', '--data', data);
    const says = found?.reasons.map(({ input, source }) => [input, source.endsWith(unnamed)]);
    expect(Object.fromEntries(says ?? [])).toMatchObject({
      ...{ exposed: false, automatable: true, impact: true },
    });
    const named = await urgency('CVE-2024-90001', '--data', data);
    expect([named.status, named.output]).toEqual([0, expect.not.stringContaining('no feed names')]);
  });

  it.each([
    [['CVE-24-1'], 'no advisory'],
    [['CVE-2024-030051'], 'begins with no zero (CVE-2024-30051?)'],
    [['CVE-2024-1000', '--policy', 'bod-22-01'], 'bod-26-04'],
    [['CVE-2024-1000', '--assume', 'kev=perhaps'], 'kev is no, yes'],
    [['CVE-2024-1000', '--assume', 'kvv=yes'], 'no input is called "kvv"'],
    [['CVE-2024-1000', '--host-facts', 'exposed'], 'not like name=value'],
    [['CVE-2024-1000', '--host-facts', 'mission=great'], 'mission is low, medium, high, very high'],
    [['CVE-2024-1000', '--as-of', '2024-02-30'], '--as-of 2024-02-30: must be a date such as'],
    [[], "missing required argument 'cve'"],
  ])('refuses %j', async (words, message) => {
    const { status, output, errors } = await urgency(...words);
    expect([status, output, errors]).toEqual([2, '', expect.stringContaining(message)]);
  });
});
