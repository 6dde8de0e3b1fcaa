import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptArchives } from './index.ts';

describe('Kept files of packages', () => {
  let work = '';
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'daybreak-kept-'));
  });
  afterEach(() => rmSync(work, { recursive: true }));

  const folder = () => join(work, 'kept');
  const kept = () => new KeptArchives(folder(), 1000);
  const web = (version: string) => ({ name: 'web', version });

  async function keep(version: string, bytes: number, needed: readonly string[] = []) {
    const content = version.padEnd(bytes, 'x');
    const path = join(work, version);
    writeFileSync(path, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const archive = { ...web(version), architecture: 'all', bytes, sha256, path, isLocal: true };
    return kept().keep(archive, path, needed.map(web));
  }

  const found = async (...versions: readonly string[]) => {
    const files = await Promise.all(versions.map((version) => kept().find(web(version))));
    return versions.filter((_, at) => files[at] !== null);
  };

  it('take no more than their bytes, and the oldest goes first', async () => {
    for (const version of ['1', '2', '3']) expect(await keep(version, 400)).toBeNull();
    expect(await found('1', '2', '3')).toEqual(['2', '3']);
    expect(readdirSync(folder())).toHaveLength(4);
  });

  it('do not go for others while they are needed', async () => {
    await keep('1', 400);
    await keep('2', 400);
    expect(await keep('3', 400, ['1'])).toBeNull();
    expect(await found('1', '2', '3')).toEqual(['1', '3']);
    expect(await keep('4', 900, ['1'])).toContain('does not fit');
    expect(await found('1', '3', '4')).toEqual(['1', '3']);
  });

  it('are the newer for being kept again', async () => {
    for (const version of ['1', '2', '1', '3']) await keep(version, 400);
    expect(await found('1', '2', '3')).toEqual(['1', '3']);
  });

  it('are none where the content is not what was recorded, or was never that', async () => {
    await keep('1', 400);
    const [file = ''] = readdirSync(folder()).filter((name) => name.endsWith('.deb'));
    writeFileSync(join(folder(), file), 'other');
    expect(await found('1')).toEqual([]);
    const path = join(work, 'forged');
    writeFileSync(path, 'forged');
    const archive = { ...web('2'), architecture: 'all', bytes: 6, sha256: 'a'.repeat(64) };
    expect(await kept().keep({ ...archive, path, isLocal: true }, path, [])).toContain(
      'not what the signed index says',
    );
    expect(await found('2')).toEqual([]);
  });

  it('leave nothing of what was stopped half-way', async () => {
    await keep('1', 100);
    writeFileSync(join(folder(), `${'b'.repeat(64)}.deb`), 'without its record');
    writeFileSync(join(folder(), `${'c'.repeat(64)}.deb.part`), 'half');
    await keep('2', 100);
    expect(readdirSync(folder())).toHaveLength(4);
  });
});
