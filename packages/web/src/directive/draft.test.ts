import { newDirective } from '@daybreak/protocol/directive';
import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, emptyDraft } from './draft.ts';

describe('a directive as it is written', () => {
  it('becomes terms that the server takes, and is read back as it was', () => {
    const draft = {
      ...emptyDraft('America/New_York'),
      at: '2020-07-16T14:00-04:00',
      authority: 'CISA',
      title: 'ED 20-03',
      names: 'cve-2020-1350 KB 4565503;KB4565511',
      roles: 'dns, server',
      demands: [
        { key: 0, action: 'mitigate', from: 'issue', value: '24', roles: 'dns', note: '' },
        { key: 1, action: 'patch', from: 'by', value: '2020-07-24', roles: '', note: 'all' },
      ],
      exemptions: [{ key: 0, roles: '', groups: 'lab', reason: 'no network', until: '' }],
    };
    const { terms } = newDirective.parse({ ...bodyOf(draft), zone: draft.zone });
    expect(terms.scope).toEqual({
      advisories: ['CVE-2020-1350'],
      updates: ['KB4565503', 'KB4565511'],
      products: [],
      roles: ['dns', 'server'],
      groups: [],
    });
    expect(terms.exemptions[0]?.until).toBeNull();
    const again = { ...draftOf(terms, draft.zone), at: draft.at };
    expect(bodyOf(again)).toEqual(bodyOf(draft));
  });
});
