import { auditActions } from '@daybreak/core/audit';
import { describe, expect, it } from 'vitest';
import { didText, fieldText, subjectText } from './words.ts';

const entry = (action: string, subject: string, details: unknown = {}) => ({
  ...{ sequence: 1, at: '2024-06-20T08:00:00.000Z', actor: 'Ada' },
  ...{ action, subject, details },
});

describe('an entry of the ledger in words', () => {
  it.each([
    ['host.import', 'shop', {}, 'took in inventories', 'group shop'],
    ['host.import', '', {}, 'took in inventories', 'no group'],
    ['session.login', 'Ada', {}, 'logged in', ''],
    ['host.delete', 'WEB-1', {}, 'removed a host with its history', 'WEB-1'],
    ['exception.create', 'lab', { for: { kind: 'group' } }, 'made an exception', 'group lab'],
    ['exception.create', 'PC', { for: { kind: 'host' } }, 'made an exception', 'host PC'],
    ['exception.create', 'PC', 7, 'made an exception', 'host or group PC'],
    ['feed.sync', '', {}, 'started a sync of the feeds', ''],
  ])('%s of "%s"', (action, subject, details, did, of) => {
    expect(didText(entry(action, subject, details))).toBe(did);
    expect(subjectText(entry(action, subject, details))).toBe(of);
  });

  it.each(['order.grant', 'constructor', ''])(
    'names an action of another version: %s',
    (action) => {
      expect(didText(entry(action, 'x'))).toContain(`(${action})`);
      expect(subjectText(entry(action, 'x'))).toBe('x');
    },
  );

  it('has words for every action', () => {
    for (const action of Object.keys(auditActions)) expect(didText({ action })).not.toContain('(');
  });

  it('calls fields by plain words', () => {
    expect(['expiresAt', 'atMs', 'for', 'Ms'].map(fieldText)).toEqual([
      ...['expires at', 'at', 'for', 'Ms'],
    ]);
  });
});
