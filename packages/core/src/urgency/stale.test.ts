import { describe, expect, it } from 'vitest';
import { read } from '../../tests/read.ts';
import { question, sources, statement, threat } from '../../tests/threats.ts';

const ssvc = {
  asOf: '2024-06-15',
  exploitation: 'none',
  automatable: 'yes',
  technicalImpact: 'total',
} as const;

describe('a source that is old or was not read', () => {
  const none = threat({ statement: statement(), ssvc });
  const asked = (old: Partial<typeof sources>) =>
    question({ threat: none, sources: { ...sources, ...old } });

  it('leaves it open whether an advisory is exploited, whatever another says', () => {
    expect(read('exploitation', asked({}))).toMatchObject({ value: 'none', instead: [] });
    expect(read('exploitation', asked({ kev: null }))).toMatchObject({
      value: 'none',
      source: 'CISA Vulnrichment; no KEV catalogue has been read',
      instead: ['active'],
    });
    expect(read('exploitation', asked({ kev: '2024-06-20' }))).toMatchObject({
      value: 'none',
      source: expect.stringContaining('KEV catalogue, read 11 days ago'),
      instead: ['active'],
    });
    expect(read('exploitation', asked({ vulnrichment: '2024-06-20' }))).toMatchObject({
      value: 'none',
      source: 'CISA Vulnrichment, read 11 days ago',
      instead: ['active', 'poc'],
    });
  });

  it('leaves it open whether there is an exploit', () => {
    expect(read('exploit', asked({}))).toMatchObject({ value: 'no', instead: [] });
    expect(read('exploit', asked({ kev: null }))).toMatchObject({ value: 'yes', instead: ['no'] });
    for (const old of [{ kev: '2024-06-20' }, { vulnrichment: '2024-06-20' }]) {
      expect(read('exploit', asked(old))).toMatchObject({
        value: 'no',
        source: expect.stringContaining('read 11 days ago'),
        instead: ['yes'],
      });
    }
  });

  it('takes nothing back that it saw', () => {
    const shown = threat({ ssvc: { ...ssvc, exploitation: 'poc' } });
    const old = question({ threat: shown, sources: { ...sources, vulnrichment: '2024-06-20' } });
    expect(read('exploitation', old)).toMatchObject({ value: 'poc', instead: ['active'] });
    expect(read('exploit', old)).toMatchObject({ value: 'yes', instead: [] });
  });

  it('says of a score only what it was', () => {
    const epss = [{ asOf: '2024-06-24', score: 0.02, percentile: 0.5 }];
    const scored = question({ threat: threat({ epss }) });
    expect(read('epss>=0.1', scored)).toMatchObject({
      value: 'no',
      source: 'EPSS 0.02, read 7 days ago',
      instead: ['yes'],
    });
    expect(read('epss>=0.02', scored)).toMatchObject({ value: 'yes', instead: [] });
  });
});
