import type { PolicyForm } from '../policy-form.ts';
import { table } from './table.ts';

export const bod2604: PolicyForm = {
  policy: 'bod-26-04',
  title: 'CISA BOD 26-04',
  source: 'CISA BOD 26-04 of 10 June 2026; decision table cisa:DT_BOD2604:1.0.0',
  tiers: [
    {
      key: '3DF',
      name: '3 days & forensic investigation',
      within: '3 days',
      evidence_first: true,
    },
    { key: '3D', name: '3 days', within: '3 days' },
    { key: '14D', name: '14 days', within: '14 days' },
    { key: '60D', name: '60 days', within: '60 days' },
    { key: 'FSU', name: 'Fix on system upgrade', within: 'next upgrade' },
  ],
  inputs: ['kev', 'exposed', 'automatable', 'impact'],
  rows: table(`
    no, no, no, partial, FSU
    yes, no, no, partial, 14D
    no, yes, no, partial, 60D
    no, no, yes, partial, 60D
    no, no, no, total, FSU
    yes, yes, no, partial, 14D
    yes, no, yes, partial, 14D
    no, yes, yes, partial, 14D
    yes, no, no, total, 14D
    no, yes, no, total, 14D
    no, no, yes, total, 60D
    yes, yes, yes, partial, 3D
    yes, yes, no, total, 3DF
    yes, no, yes, total, 3DF
    no, yes, yes, total, 3D
    yes, yes, yes, total, 3DF
  `),
};
