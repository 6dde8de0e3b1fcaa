import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './shipped.ts';

/** Of the whole project: its packages have one version. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
}
