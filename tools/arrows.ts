/** The house's import arrows: which package may import which. Held by `tidy.test.ts`. */

export interface SourceFile {
  /** From the root: `packages/core/src/gate/index.ts`. */
  readonly path: string;
  readonly text: string;
}

const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  protocol: ['core'],
  trust: [],
  intake: ['core'],
  feeds: ['core'],
  storage: ['core'],
  agent: ['core', 'protocol', 'trust'],
  server: ['core', 'protocol', 'trust', 'intake', 'feeds', 'storage'],
  web: ['core', 'protocol'],
  cli: ['core', 'protocol', 'trust', 'agent', 'intake', 'feeds', 'storage', 'server'],
};

/** Every import that goes against an arrow, as `path: why`. */
export function arrowViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap((target) => {
      const why = violation(path, target);
      return why === null ? [] : [`${path}: ${why}`];
    }),
  );
}

/** Everything a file imports or re-exports, statically or not. */
export function importsOf(text: string): string[] {
  const statement = /(?:^|[\s;])(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/g;
  const sideEffect = /(?:^|[\s;])import\s*['"]([^'"]+)['"]/g;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;
  return [statement, sideEffect, dynamic].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []),
  );
}

function violation(path: string, target: string): string | null {
  const from = packageOf(path);
  const may = allowed[from];
  if (may === undefined) return `package ${from} has no arrows in tools/arrows.ts`;
  if (target.startsWith('.')) {
    const resolved = new URL(target, `file:///${path}`).pathname.slice(1);
    return packageOf(resolved) === from ? null : `${target} reaches into another package`;
  }
  const to = /^@daybreak\/([\w-]+)/.exec(target)?.[1];
  if (to !== undefined) {
    return may.includes(to) || to === from ? null : `${from} must not import ${to}`;
  }
  return from === 'core' ? `core is pure and imports nothing, not even ${target}` : null;
}

function packageOf(path: string): string {
  return /^packages\/([\w-]+)\//.exec(path)?.[1] ?? '';
}
