import type { Manifest } from '@daybreak/protocol/manifest';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  manifestFields,
  saidOtherwise,
  wholeManifest,
} from '../../../protocol/tests/support/manifest-fields.ts';
import { ManifestChanges } from './manifest-changes.tsx';

function shown(more: Partial<Manifest> = {}): string {
  const manifests = { 'openssl.json': JSON.stringify({ ...wholeManifest, ...more }) };
  return renderToStaticMarkup(
    createElement(ManifestChanges, { text: { manifests }, approved: [] }),
  );
}

describe('what the screen shows of a manifest that is before approvers', () => {
  it.each([...manifestFields()])('is another where %s is', (field) => {
    expect(saidOtherwise).toHaveProperty([field]);
    for (const more of saidOtherwise[field] ?? []) expect(shown(more)).not.toBe(shown());
  });

  it('names what may be taken out of hosts', () => {
    expect(shown()).toContain('<dt>Takes out</dt><dd>KB5039211');
  });
});
