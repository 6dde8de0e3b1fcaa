import { describe, expect, it } from 'vitest';
import { policyText, spanText } from './policy-text.ts';

describe('the text of a policy', () => {
  it('quotes what YAML might take for something else', () => {
    const text = policyText({
      policy: { id: 'a', title: "A's", source: 'B: 1', shipped: true, version: null },
      tiers: [{ key: '3D', name: 'T*', hours: 72, evidenceFirst: true }],
      inputs: ['kev', 'epss>=0.1'],
      rows: [
        ['no', '*', '3D'],
        ['yes', 'very high', 'T*'],
        ['null', 'no', 'x'],
      ],
    });
    expect(text.split('\n').filter((line) => !line.trim().startsWith('#'))).toEqual([
      'policy: own-a',
      'title: "A\'s, adapted"',
      'source: "after B: 1"',
      'tiers:',
      '  - { key: "3D", name: "T*", within: 3 days, evidence_first: true }',
      'inputs: [kev, "epss>=0.1"]',
      'rows:',
      '  - [no, "*", "3D"]',
      '  - [yes, very high, "T*"]',
      '  - ["null", no, x]',
      '',
    ]);
  });

  it('says spans as people do', () => {
    expect([24, 48, 36, null].map(spanText)).toEqual([
      '24 hours',
      '2 days',
      '36 hours',
      'next upgrade',
    ]);
  });
});
