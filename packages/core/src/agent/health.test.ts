import { expect, it } from 'vitest';
import { failingIn, type SeenProbe } from './health.ts';

const probe = (kind: string, name: string, state: SeenProbe['state']) => ({ kind, name, state });

it('what nobody could see fails as what is broken does, and a warning does not', () => {
  const web = probe('tls', 'www:443', 'critical');
  const health = {
    manifests: [
      { path: 'web.json', why: '', probes: [web, probe('tls', 'mail:25', 'warning')] },
      { path: 'mail.json', why: '', probes: [web, probe('tls', 'old:443', 'ok')] },
      { path: 'gone.json', why: 'no approvers have signed gone.json', probes: [] },
    ],
    host: [probe('units', 'systemd', 'unknown'), probe('disk', '/', 'ok')],
  };
  expect(failingIn(health)).toEqual(['manifest gone.json', 'tls www:443', 'units systemd']);
  expect(failingIn({ manifests: [], host: [] })).toEqual([]);
});
