import type { ProposalSummary } from '@daybreak/protocol/trust';
import { describe, expect, it } from 'vitest';
import { waitingText } from './waiting-text.ts';

const signatories = (...names: string[]) =>
  names.map((name) => ({ keyId: name, name: name.slice(1), hasSigned: name.startsWith('+') }));

const proposal: ProposalSummary = {
  id: '00000000-0000-4000-8000-000000000000',
  ...{ what: 'targets', version: 4, madeBy: 'Ada', madeAt: '2024-06-20T08:00:00.000Z' },
  signatories: signatories('+Ada', '-Grace', '-Eve'),
  missing: 1,
};

describe('what waits for whom', () => {
  it('is any of those who have not signed, where not all must', () => {
    expect(waitingText(proposal)).toBe(
      'manifests, version 4: 1 more signature is needed, of Grace or Eve',
    );
  });

  it('is all of them where all must', () => {
    const both = { ...proposal, what: 'root' as const, version: 1, missing: 2 };
    expect(waitingText(both)).toBe(
      'the root of trust, version 1: 2 more signatures are needed, of Grace and Eve',
    );
  });
});
