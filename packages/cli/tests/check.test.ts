/** `daybreak check` as a process of its own, on hosts and bulletins that do not exist. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { indexPath } from '@daybreak/feeds/index-file';
import { syncFromFolder } from '@daybreak/feeds/sync';
import { threatPath } from '@daybreak/feeds/threat-file';
import { type Assessment, assessment } from '@daybreak/protocol/exposure';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const fixtures = join(import.meta.dirname, '../fixtures');
const source = join(import.meta.dirname, '../src');
const folder = mkdtempSync(join(tmpdir(), 'daybreak-check-'));
const data = join(folder, 'data');
const empty = join(folder, 'empty');

const host = (name: string) => join(fixtures, `${name}.txt`);
const asOf = ['--as-of', '2024-06-20'];

beforeAll(async () => {
  const bulletins = join(folder, 'feeds');
  for (const one of [bulletins, empty, data]) mkdirSync(one);
  copyFileSync(join(fixtures, 'bulletins.json'), join(bulletins, 'bulletins.json'));
  await syncFromFolder(bulletins, data);
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

function check(words: readonly string[], input = '', dataFolder = data): Promise<Run> {
  return run('check/entry.ts', ['check', ...words], input, dataFolder);
}

function run(
  entry: string,
  words: readonly string[],
  input: string,
  dataFolder: string,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DAYBREAK_DATA: dataFolder, NO_COLOR: '1' };
    const child = execFile(
      process.execPath,
      [join(source, entry), ...words],
      { env },
      (error, output, errors) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, output, errors });
        else reject(error ?? new Error('the command did not end by itself'));
      },
    );
    child.stdin?.on('error', () => child.stdin?.destroy());
    child.stdin?.end(input);
  });
}

async function answers(words: readonly string[]): Promise<readonly Assessment[]> {
  const { output } = await check([...words, '--format', 'json', ...asOf]);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => assessment.strict().parse(JSON.parse(line)));
}

describe('the answer', () => {
  it('is one JSON object a host, of the form that the protocol says', async () => {
    const [exposed, patched] = await answers([host('exposed'), host('patched')]);
    expect(exposed).toMatchObject({
      host: 'EXPOSED',
      product: 'Windows Server 2022 (x64)',
      verdict: 'exposed',
      install: [
        {
          update: 'KB9000002',
          closes: ['CVE-2024-90002', 'CVE-2024-90003'],
          knownExploited: ['CVE-2024-90002', 'CVE-2024-90003'],
          supersedes: ['KB9000001'],
          rule: 'kb',
          published: '2024-06-11',
        },
      ],
      conditional: [
        { update: 'KB9000003', component: 'Microsoft .NET Framework 4.8' },
        { update: 'KB9000004', component: 'Microsoft SQL Server 2022 (GDR)' },
      ],
      warnings: [],
    });
    expect(patched).toMatchObject({ host: 'PATCHED', verdict: 'clean', install: [] });
  });

  it('for people names host, updates, reasons and what it is based on', async () => {
    const { status, output } = await check([host('exposed'), ...asOf]);
    expect(status).toBe(0);
    expect(output).toContain('EXPOSED  Windows Server 2022 (x64)');
    expect(output).toContain('KB9000002');
    expect(output).toContain(
      'closes 2 advisories, of these exploited: CVE-2024-90002, CVE-2024-90003\n',
    );
    expect(output).toContain('neither KB9000002 nor an update that contains it is installed');
    expect(output).toMatch(/Based on bulletins \(2024-05 to 2024-06, as of 2024-06-11\)/);
  });

  it('is as of the day asked for: what came later does not exist', async () => {
    const { output } = await check([host('exposed'), '--as-of', '2024-05-20', '--format', 'json']);
    expect(JSON.parse(output)).toMatchObject({ verdict: 'clean', install: [] });
  });

  it('for a list cut short, or a month that no feed has, is unknown', async () => {
    const [short] = await answers([host('cut-short')]);
    expect(short).toMatchObject({ verdict: 'unknown', install: [] });
    const later = await check([host('patched'), '--as-of', '2024-07-20', '--format', 'json']);
    expect(JSON.parse(later.output)).toMatchObject({ verdict: 'unknown' });
    expect(later.output).toContain('no feed covers 2024-07 completely');
  });

  it('takes a folder for the files in it', async () => {
    const hosts = join(folder, 'hosts');
    mkdirSync(hosts);
    for (const name of ['exposed', 'patched']) {
      copyFileSync(host(name), join(hosts, `${name}.txt`));
    }
    expect((await answers([hosts])).map(({ host }) => host)).toEqual(['EXPOSED', 'PATCHED']);
  });

  it('does not depend on what comes in from standard input', async () => {
    const { status, output } = await check([host('patched'), ...asOf], 'junk\u0000'.repeat(1000));
    expect(status).toBe(0);
    expect(output).toContain('PATCHED');
  });
});

describe('a long answer', () => {
  const files = Array.from({ length: 150 }, (_, at) => join(folder, `many-${at}.txt`));
  const piped = (reader: string) => {
    const entry = join(source, 'check/entry.ts');
    const line = `"$0" "$@" | ${reader}`;
    const words = ['-c', line, process.execPath, entry, 'check', '--format', 'json', ...files];
    const env = { ...process.env, DAYBREAK_DATA: data };
    return promisify(execFile)('sh', [...words, ...asOf], { env });
  };
  beforeAll(() => {
    const text = readFileSync(host('exposed'), 'utf8');
    for (const [at, file] of files.entries()) {
      writeFileSync(file, text.replace(/EXPOSED/g, `EXPOSED-${at}`));
    }
  });

  it('comes whole to a reader that is slow', async () => {
    const { stdout } = await piped('(sleep 1; wc -lc)');
    const [lines, bytes] = stdout.trim().split(/\s+/).map(Number);
    expect(lines).toBe(files.length);
    // More than a pipe holds.
    expect(bytes).toBeGreaterThan(100_000);
  });

  it('is no fault where the reader has seen enough', async () => {
    const { stdout, stderr } = await piped('head -c 7');
    expect([stdout, stderr]).toEqual(['{"host"', '']);
  });
});

describe('the exit status', () => {
  it.each([
    [0, 'when hosts are exposed and nothing was said to fail on', [host('exposed')]],
    [1, 'when an update of the tier is needed', [host('exposed'), '--fail-on', 'exploited']],
    [1, 'when one of a worse tier is needed', [host('exposed'), '--fail-on', 'low']],
    [1, 'when any is needed', [host('exposed'), host('patched'), '--fail-on', 'any']],
    [0, 'when none is needed', [host('patched'), '--fail-on', 'any']],
    [0, 'when some hosts are unknown', [host('next'), host('patched')]],
    [3, 'when not one host could be decided', [host('next'), host('cut-short')]],
    [2, 'when a file is not there', [host('none')]],
    [2, 'when no file is named', []],
    [2, 'for a tier that does not exist', [host('patched'), '--fail-on', 'awful']],
    [2, 'for a date that does not exist', [host('patched'), '--as-of', '2024-02-30']],
    [2, 'for an option that does not exist', [host('patched'), '--colour']],
    [2, 'for a format that does not exist', [host('patched'), '--format', 'yaml']],
    [0, 'for help', ['--help']],
  ])('is %i %s', async (status, _, words) => {
    // The last date counts, so that a case can bring its own.
    const run = await check([...asOf, ...words]);
    expect(run, run.errors).toMatchObject({ status });
  });

  it('at --fail-on is not 1 where only milder updates are needed', async () => {
    const early = join(folder, 'nothing.txt');
    writeFileSync(early, readFileSync(host('exposed'), 'utf8').replace('KB9000001', 'KB8000000'));
    const run = (tier: string) => check([early, '--as-of', '2024-05-20', '--fail-on', tier]);
    expect((await run('critical')).status).toBe(0);
    expect((await run('important')).status).toBe(1);
  });
});

describe('what the catalogue lists as exploited', () => {
  const early = join(folder, 'early.txt');
  const listed = join(folder, 'listed');
  const catalogue = threatPath(listed, 'kev');

  beforeAll(async () => {
    writeFileSync(early, readFileSync(host('exposed'), 'utf8').replace('KB9000001', 'KB8000000'));
    const told = join(folder, 'catalogue');
    mkdirSync(told);
    mkdirSync(listed);
    copyFileSync(join(fixtures, 'bulletins.json'), join(told, 'bulletins.json'));
    const vulnerabilities = [{ cveID: 'CVE-2024-90001', dateAdded: '2024-05-18' }];
    const kev = { catalogVersion: '2024.05.18', count: 1, vulnerabilities };
    writeFileSync(join(told, 'known_exploited_vulnerabilities.json'), JSON.stringify(kev));
    await syncFromFolder(told, listed);
  });

  it.each([
    ['2024-05-17', 0],
    ['2024-05-18', 1],
  ])(
    'counts from the day on which it was listed: on %s the exit status is %i',
    async (day, status) => {
      const run = await check([early, '--as-of', day, '--fail-on', 'exploited'], '', listed);
      expect(run, run.errors).toMatchObject({ status });
      expect(run.output.includes('exploited: CVE-2024-90001')).toBe(status === 1);
      expect(run.output).toContain(`kev (${status} advisories, as of ${day})`);
    },
  );

  it('is refused with its path when it is damaged', async () => {
    writeFileSync(catalogue, 'not a catalogue');
    const { status, output, errors } = await check([early, ...asOf], '', listed);
    expect([status, output]).toEqual([2, '']);
    expect(errors).toContain(catalogue);
    expect(errors).not.toContain('fault of Daybreak');
  });
});

describe('bad input', () => {
  it('among good is named with its place, and the good is answered', async () => {
    const junk = join(folder, 'junk.txt');
    writeFileSync(
      junk,
      Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256),
    );
    const { status, output, errors } = await check([junk, host('exposed'), ...asOf]);
    expect(status).toBe(2);
    expect(errors).toContain(junk);
    expect(errors).not.toContain('fault of Daybreak');
    expect(output).toContain('KB9000002');
  });

  it('in place of an index is refused with its path', async () => {
    const damaged = join(folder, 'damaged');
    mkdirSync(damaged);
    const bytes = readFileSync(indexPath(data));
    bytes[20] = (bytes[20] ?? 0) ^ 0xff;
    writeFileSync(indexPath(damaged), bytes);
    for (const { status, output, errors } of [
      await check([host('exposed'), ...asOf], '', damaged),
      await run('main.ts', ['feeds', 'status'], '', damaged),
    ]) {
      expect(status).toBe(2);
      expect(output).toBe('');
      expect(errors).toContain(indexPath(damaged));
      expect(errors).not.toContain('fault of Daybreak');
    }
  });

  it('is none where nothing was ever synced: then nothing is known, and said so', async () => {
    const { status, output } = await check([host('exposed'), ...asOf], '', empty);
    expect(status).toBe(3);
    expect(output).toContain('no feed at all; run "daybreak feeds sync"');
  });
});
