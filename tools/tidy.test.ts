import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrowViolations, importsOf, type SourceFile } from './arrows.ts';

const root = join(import.meta.dirname, '..');
const sources = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !path.includes('.test.'))
  .map((path): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') }));

describe('import arrows', () => {
  it('are kept by every source file', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(arrowViolations(sources)).toEqual([]);
  });

  it.each([
    ['core imports a feed', 'core/src/gate/a.ts', "import { x } from '@daybreak/feeds/msrc';"],
    ['core imports Node', 'core/src/gate/a.ts', "import { readFileSync } from 'node:fs';"],
    ['core imports a library', 'core/src/gate/a.ts', "import { z } from 'zod';"],
    ['feeds import the server', 'feeds/src/a.ts', "export * from '@daybreak/server/http';"],
    ['the web imports storage', 'web/src/a.tsx', "await import('@daybreak/storage/host');"],
    ['a path leaves the package', 'web/src/a.ts', "import '../../server/src/main.ts';"],
    ['a package without arrows', 'extra/src/a.ts', "import { x } from '@daybreak/core/gate';"],
  ])('notice when %s', (_, path, text) => {
    expect(arrowViolations([{ path: `packages/${path}`, text }])).toHaveLength(1);
  });

  it('see imports over several lines, of types, and for their effect', () => {
    const text =
      "import {\n  a,\n  type B,\n} from './a.ts';\nimport type { C } from 'c';\nimport './d.css';";
    expect(importsOf(text)).toEqual(['./a.ts', 'c', './d.css']);
  });
});

describe('source files', () => {
  const linesMax = 300;

  it(`are at most ${linesMax} lines long`, () => {
    const long = sources.filter(({ text }) => text.split('\n').length > linesMax);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('name no path of a machine they were written on', () => {
    const paths = /['"`(\s](?:\/home\/\w|\/Users\/\w|\/work\/|C:\\Users\\)/;
    expect(sources.filter(({ text }) => paths.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
