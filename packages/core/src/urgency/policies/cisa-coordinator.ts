import type { PolicyForm } from '../policy-form.ts';
import { table } from './table.ts';

/**
 * The tree of CISA's SSVC guide. It gives no days: Act is "as soon as possible", Attend "sooner than
 * standard update timelines", the others within these. The days here are Daybreak's reading of that.
 */
export const cisaCoordinator: PolicyForm = {
  policy: 'cisa-coordinator',
  title: 'CISA coordinator tree',
  source: "decision table cisa:DT_CO:2.0.3; its levels have no days, those are Daybreak's",
  tiers: [
    { key: 'AC', name: 'Act', within: '24 hours' },
    { key: 'AT', name: 'Attend', within: '14 days' },
    { key: 'T*', name: 'Track*', within: 'next upgrade' },
    { key: 'T', name: 'Track', within: 'next upgrade' },
  ],
  inputs: ['exploitation', 'automatable', 'impact', 'mission'],
  rows: table(`
    none, no, partial, low, T
    none, no, partial, medium, T
    none, no, partial, high, T
    none, no, total, low, T
    none, no, total, medium, T
    none, no, total, high, T*
    none, yes, partial, low, T
    none, yes, partial, medium, T
    none, yes, partial, high, AT
    none, yes, total, low, T
    none, yes, total, medium, T
    none, yes, total, high, AT
    poc, no, partial, low, T
    poc, no, partial, medium, T
    poc, no, partial, high, T*
    poc, no, total, low, T
    poc, no, total, medium, T*
    poc, no, total, high, AT
    poc, yes, partial, low, T
    poc, yes, partial, medium, T
    poc, yes, partial, high, AT
    poc, yes, total, low, T
    poc, yes, total, medium, T*
    poc, yes, total, high, AT
    active, no, partial, low, T
    active, no, partial, medium, T
    active, no, partial, high, AT
    active, no, total, low, T
    active, no, total, medium, AT
    active, no, total, high, AC
    active, yes, partial, low, AT
    active, yes, partial, medium, AT
    active, yes, partial, high, AC
    active, yes, total, low, AT
    active, yes, total, medium, AC
    active, yes, total, high, AC
  `),
};
