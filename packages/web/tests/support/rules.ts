/** Facts, rules, exceptions and policies, as people would have set them. */
import type { HostPage } from '@daybreak/protocol/host';
import type { Page } from 'playwright-core';
import { askerOf } from './asker.ts';

const day = 86_400_000;

/** A policy of one's own; with a hole where the last row is left out. */
export function shopPolicy({ whole }: { readonly whole: boolean }): string {
  const lines = [
    'policy: shop-floor',
    'title: Shop floor',
    'source: the CISO, May 2024',
    'tiers:',
    '  - { key: NOW, name: At once, within: 24 hours, evidence_first: true }',
    '  - { key: LATER, name: Later, within: next upgrade }',
    'inputs: [exploited, role=till]',
    'rows:',
    '  - [yes, "*", NOW]',
    '  - [no, yes, LATER]',
    ...(whole ? ['  - [no, no, NOW]'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Something on each screen, by the session of this page; at least two hosts must be there.
 * @param now as the server sees it
 */
export async function setRules(page: Page, origin: string, now: Date): Promise<void> {
  const ask = await askerOf(page, origin);
  const { hosts } = await ask<HostPage>('GET', '/api/hosts?order=name&limit=2');
  const [first, second] = hosts;
  if (first === undefined || second === undefined) throw new Error('two hosts are wanted');
  await ask('PATCH', `/api/hosts/${first.id}/facts`, { mission: 'high', source: 'asked Bo' });
  await ask('PATCH', `/api/hosts/${second.id}/facts`, { group: 'shop' });
  const everything = { name: '*' };
  const web = { name: 'web-*', osName: 'Server' };
  await ask('POST', '/api/host-fact-rules', {
    ...{ title: 'Web servers', match: web, sets: { exposed: 'controlled', role: 'web' } },
  });
  await ask('POST', '/api/host-fact-rules', {
    ...{ title: 'Everything else', match: everything, sets: { owner: 'Central IT' } },
  });
  const until = (days: number) => new Date(now.getTime() + days * day).toISOString().slice(0, 10);
  const except = (subject: object, name: string, days: number, reason: string) =>
    ask<{ id: string }>('POST', '/api/exceptions', {
      ...{ subject, object: { kind: name.startsWith('KB') ? 'update' : 'advisory', name } },
      ...{ owner: 'Bo', reason, until: until(days), zone: 'Europe/Vienna' },
    });
  const host = { kind: 'host', id: first.id };
  const broken = 'The till software does not start with it; its maker promises a fix in July.';
  await except({ kind: 'group', group: 'shop' }, 'KB5039227', 40, broken);
  await except(host, 'KB5039227', 3, 'It runs the fair until Sunday.');
  const { id } = await except(host, 'CVE-2024-30078', 20, 'It has no Wi-Fi.');
  await ask('POST', `/api/exceptions/${id}/revoke`);
  await ask('POST', '/api/policies', { file: 'shop.yaml', text: shopPolicy({ whole: true }) });
  await ask('PUT', '/api/policy-assignments', { group: 'shop', policy: 'shop-floor' });
  await ask('PUT', '/api/policy-assignments', { group: 'labb', policy: 'bod-26-04' });
}
