import { describe, expect, it } from 'vitest';
import { read } from '../../tests/read.ts';
import { listing, question, shipped, sources, statement, threat } from '../../tests/threats.ts';
import type { SsvcPoints, Threat } from '../threat/index.ts';
import { answer, noHostFacts } from './index.ts';

const of = (facts: Partial<Threat>) => question({ threat: threat(facts) });
const ssvc: SsvcPoints = {
  asOf: '2024-06-15',
  exploitation: 'none',
  automatable: 'yes',
  technicalImpact: 'total',
};
const network = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

describe('whether the catalogue lists an advisory', () => {
  it('is said with the day of the catalogue', () => {
    expect(read('kev', of({ kev: [listing] }))).toMatchObject({
      value: 'yes',
      assumed: false,
      asOf: '2024-07-01',
    });
    expect(read('kev', of({}))).toMatchObject({ value: 'no', assumed: false, instead: [] });
  });

  it('is not known before it was', () => {
    const early = question({ threat: threat({ kev: [listing] }), day: '2024-06-19' });
    expect(read('kev', early)).toMatchObject({ value: 'no', asOf: '2024-06-19' });
  });

  it('is no question before there was one', () => {
    expect(read('kev', question({ threat: threat(), day: '2006-08-08' }))).toMatchObject({
      value: 'no',
      asOf: null,
      source: "CISA's KEV catalogue was not there before 2021-11-03",
    });
  });

  it('is no more once the entry is withdrawn, and was before', () => {
    const withdrawn = threat({ kev: [{ ...listing, removed: '2024-06-25' }] });
    expect(read('kev', question({ threat: withdrawn }))).toMatchObject({
      value: 'no',
      asOf: '2024-06-25',
      source: expect.stringContaining('withdrawn'),
    });
    const before = question({ threat: withdrawn, day: '2024-06-24' });
    expect(read('kev', before)).toMatchObject({ value: 'yes' });
  });

  it('is assumed, and both answers shown, where no catalogue was read', () => {
    const blind = question({ sources: { ...sources, kev: null } });
    expect(read('kev', blind)).toMatchObject({ value: 'yes', assumed: true, instead: ['no'] });
  });

  it('is assumed where the catalogue is older than the advisory', () => {
    const old = question({ sources: { ...sources, kev: '2024-06-10' } });
    expect(read('kev', old)).toMatchObject({ value: 'yes', assumed: true, instead: ['no'] });
  });

  it('is shown both ways once the catalogue has gone stale for a week', () => {
    const kevOf = (kev: string) => read('kev', question({ sources: { ...sources, kev } }));
    expect(kevOf('2024-06-25')).toMatchObject({ value: 'no', instead: [] });
    expect(kevOf('2024-06-24')).toMatchObject({
      value: 'no',
      assumed: false,
      source: expect.stringContaining('7 days ago'),
      instead: ['yes'],
    });
  });
});

describe('whether an advisory is exploited', () => {
  it.each<[string, Partial<Threat>, string, string]>([
    ['the catalogue', { kev: [listing] }, 'yes', "CISA's KEV catalogue"],
    ['the vendor', { statement: statement({ exploited: true }) }, 'yes', 'Microsoft, 2024-Jun'],
    ['SSVC', { ssvc: { ...ssvc, exploitation: 'active' } }, 'yes', 'CISA Vulnrichment'],
    ['nobody', { statement: statement(), ssvc }, 'no', "CISA's KEV catalogue"],
  ])('is told by %s', (_, facts, value, source) => {
    expect(read('exploited', of(facts))).toMatchObject({ value, source, assumed: false });
    const active = value === 'yes' ? 'active' : 'none';
    expect(read('exploitation', of(facts))).toMatchObject({ value: active });
  });

  it('is not told by the vendor before the revision that says so', () => {
    const late = statement({
      exploited: true,
      exploitability: 'detected',
      exploitedSince: '2024-06-28',
    });
    const on = (day: string) =>
      question({ threat: threat({ statement: late }), day, sources: { ...sources, kev: day } });
    expect(read('exploited', on('2024-06-27'))).toMatchObject({ value: 'no', assumed: false });
    expect(read('exploitability', on('2024-06-27'))).toMatchObject({
      value: 'more likely',
      assumed: true,
    });
    const said = { source: 'Microsoft, 2024-Jun', asOf: '2024-06-28' };
    expect(read('exploited', on('2024-06-28'))).toMatchObject({ value: 'yes', ...said });
    expect(read('exploitability', on('2024-06-28'))).toMatchObject({ value: 'detected', ...said });
  });

  it('counts as a working exploit, as a shown one does', () => {
    expect(read('exploit', of({ kev: [listing] }))).toMatchObject({ value: 'yes' });
    expect(read('exploit', of({ ssvc: { ...ssvc, exploitation: 'poc' } }))).toMatchObject({
      value: 'yes',
      assumed: false,
    });
    expect(read('exploit', of({ ssvc }))).toMatchObject({ value: 'no', assumed: false });
    expect(read('exploit', of({}))).toMatchObject({ value: 'yes', assumed: true });
  });
});

describe('an SSVC point', () => {
  it('that is missing is never a no', () => {
    const lacking = { ...ssvc, automatable: null, technicalImpact: null, exploitation: null };
    for (const facts of [{ ssvc: lacking }, {}]) {
      expect(read('automatable', of(facts))).toMatchObject({ value: 'yes', assumed: true });
      expect(read('impact', of(facts))).toMatchObject({ value: 'total', assumed: true });
      expect(read('exploitation', of(facts))).toMatchObject({
        value: 'active',
        assumed: true,
        instead: ['poc', 'none'],
      });
    }
  });

  it('set later is not known yet', () => {
    const early = question({ threat: threat({ ssvc }), day: '2024-06-14' });
    expect(read('automatable', early)).toMatchObject({ assumed: true });
  });
});

describe('whether a worm could use it', () => {
  const notAutomatable = { ...ssvc, automatable: 'no' } as const;
  it.each<[string, Partial<Threat>, string, boolean]>([
    [
      'network, no privilege, no interaction, code',
      { statement: statement({ cvss: network }) },
      'yes',
      false,
    ],
    [
      'a user who opens it',
      { statement: statement({ cvss: network.replace('UI:N', 'UI:R') }) },
      'no',
      false,
    ],
    [
      'a privilege',
      { statement: statement({ cvss: network.replace('PR:N', 'PR:L') }) },
      'no',
      false,
    ],
    [
      'no code',
      { statement: statement({ cvss: network, impact: 'Denial of Service' }) },
      'no',
      false,
    ],
    [
      'an impact that nobody tells',
      { statement: statement({ cvss: network, impact: '' }) },
      'yes',
      true,
    ],
    ['no vector', { statement: statement({ cvss: '' }) }, 'yes', true],
    ['SSVC, automatable and total', { ssvc }, 'yes', false],
    ['SSVC, against a vector that needs a user', { statement: statement(), ssvc }, 'yes', false],
    ['SSVC, not automatable', { ssvc: notAutomatable }, 'no', false],
    [
      'a vector, whatever SSVC',
      { statement: statement({ cvss: network }), ssvc: notAutomatable },
      'yes',
      false,
    ],
    [
      'the bulletin',
      { statement: statement({ cvss: '', wormable: { value: true, source: 'MS06-040' } }) },
      'yes',
      false,
    ],
    [
      'the bulletin, denying',
      { statement: statement({ cvss: network, wormable: { value: false, source: 'x' } }) },
      'no',
      false,
    ],
    ['nobody', {}, 'yes', true],
  ])('is told by %s', (_, facts, value, assumed) => {
    expect(read('wormable', of(facts))).toMatchObject({ value, assumed });
  });
});

describe('a threshold', () => {
  const epss = [
    { asOf: '2024-06-12', score: 0.02, percentile: 0.5 },
    { asOf: '2024-06-30', score: 0.3, percentile: 0.9 },
  ];

  it('is met by the newest score of the day', () => {
    expect(read('epss>=0.1', of({ epss }))).toMatchObject({ value: 'yes', asOf: '2024-06-30' });
    const early = question({ threat: threat({ epss }), day: '2024-06-29' });
    expect(read('epss>=0.1', early)).toMatchObject({ value: 'no', asOf: '2024-06-12' });
    expect(read('epss>=0.1', of({}))).toMatchObject({ value: 'yes', assumed: true });
  });

  it('is met by a score that equals it', () => {
    const rated = of({ statement: statement({ cvssScore: 7 }) });
    expect(read('cvss>=7', rated)).toMatchObject({ value: 'yes', assumed: false });
    expect(read('cvss>=7.1', rated)).toMatchObject({ value: 'no', assumed: false });
  });
});

describe('facts of the host', () => {
  const host = { ...noHostFacts, exposed: 'no', mission: 'very high', role: 'DC' } as const;

  it('answer what policies ask of it', () => {
    const asked = question({ facts: host });
    expect(read('exposed', asked)).toMatchObject({ value: 'no', assumed: false });
    expect(read('mission', asked)).toMatchObject({ value: 'high', assumed: false });
    expect(read('human-impact', asked)).toMatchObject({ value: 'very high', assumed: false });
    expect(read('role=dc', asked)).toMatchObject({ value: 'yes', assumed: false });
    expect(read('role=web', asked)).toMatchObject({ value: 'no', assumed: false });
  });

  it('leave open what they do not say', () => {
    expect(read('exposed', question())).toMatchObject({ value: 'yes', assumed: true });
    expect(read('owner=ada', question())).toMatchObject({ value: 'yes', assumed: true });
    const closed = question({ facts: host });
    expect(read('exposure', closed)).toMatchObject({ value: 'controlled', instead: ['small'] });
  });
});

describe('what somebody wants taken for true', () => {
  it('counts as such, also for what follows from it', () => {
    const asked = question({ assume: { kev: 'yes', automatable: 'no', epss: '0.2' } });
    expect(read('kev', asked)).toMatchObject({ value: 'yes', assumed: true, instead: [] });
    expect(read('exploited', asked)).toMatchObject({ value: 'yes', assumed: true });
    expect(read('exploitation', asked)).toMatchObject({ value: 'active', assumed: true });
    expect(read('wormable', { ...asked, threat: threat() })).toMatchObject({ value: 'no' });
    expect(read('epss>=0.1', asked)).toMatchObject({ value: 'yes', assumed: true });
  });
});

describe("Daybreak's default", () => {
  const facts = { ...noHostFacts, exposed: 'no' } as const;
  it.each<[string, Partial<Threat>, string]>([
    ['exploited', { statement: statement(), kev: [listing] }, '24H'],
    ['wormable', { statement: statement({ cvss: network }) }, '24H'],
    ['more likely', { statement: statement({ exploitability: 'more likely' }) }, '7D'],
    ['critical', { statement: statement({ severity: 'Critical' }) }, '14D'],
    ['important', { statement: statement() }, '30D'],
  ])('for what is %s', (_, known, tier) => {
    const asked = question({ threat: threat(known), facts });
    expect(answer(shipped('daybreak'), asked).tier.key).toBe(tier);
  });

  it('does not take a vendor for having seen what it denies', () => {
    const silent = statement({ exploitability: null });
    const asked = question({ threat: threat({ statement: silent }), facts });
    expect(answer(shipped('daybreak'), asked).tier.key).toBe('7D');
    expect(read('exploitability', asked)).toMatchObject({ value: 'more likely', assumed: true });
    const mute = statement({ exploitability: null, exploited: null });
    expect(read('exploitability', of({ statement: mute }))).toMatchObject({ value: 'detected' });
  });

  it('names what made the answer, and only that', () => {
    const asked = question({ threat: threat({ statement: statement(), kev: [listing] }), facts });
    const { reasons } = answer(shipped('daybreak'), asked);
    expect(reasons.filter(({ counts }) => counts).map(({ input }) => input)).toEqual(['exploited']);
  });
});
