import type { PolicyForm } from '../policy-form.ts';
import { table } from './table.ts';

/**
 * The tree of CERT/CC's SSVC for those who deploy updates. It gives no days: Immediate is "as quickly
 * as possible", Out-of-Cycle "the next available opportunity", Scheduled "regularly scheduled
 * maintenance". The days here are Daybreak's reading of that.
 */
export const ssvcDeployer: PolicyForm = {
  policy: 'ssvc-deployer',
  title: 'SSVC deployer tree',
  source: "decision table ssvc:DT_DP:1.0.0; its priorities have no days, those are Daybreak's",
  tiers: [
    { key: 'I', name: 'Immediate', within: '24 hours' },
    { key: 'O', name: 'Out-of-Cycle', within: '7 days' },
    { key: 'S', name: 'Scheduled', within: '30 days' },
    { key: 'D', name: 'Defer', within: 'next upgrade' },
  ],
  inputs: ['exploitation', 'exposure', 'automatable', 'human-impact'],
  rows: table(`
    none, small, no, low, D
    none, small, no, medium, D
    none, small, no, high, S
    none, small, no, very high, S
    none, small, yes, low, D
    none, small, yes, medium, S
    none, small, yes, high, S
    none, small, yes, very high, S
    none, controlled, no, low, D
    none, controlled, no, medium, S
    none, controlled, no, high, S
    none, controlled, no, very high, S
    none, controlled, yes, low, S
    none, controlled, yes, medium, S
    none, controlled, yes, high, S
    none, controlled, yes, very high, S
    none, open, no, low, D
    none, open, no, medium, S
    none, open, no, high, S
    none, open, no, very high, S
    none, open, yes, low, S
    none, open, yes, medium, S
    none, open, yes, high, S
    none, open, yes, very high, O
    poc, small, no, low, D
    poc, small, no, medium, S
    poc, small, no, high, S
    poc, small, no, very high, S
    poc, small, yes, low, S
    poc, small, yes, medium, S
    poc, small, yes, high, S
    poc, small, yes, very high, S
    poc, controlled, no, low, D
    poc, controlled, no, medium, S
    poc, controlled, no, high, S
    poc, controlled, no, very high, S
    poc, controlled, yes, low, S
    poc, controlled, yes, medium, S
    poc, controlled, yes, high, S
    poc, controlled, yes, very high, O
    poc, open, no, low, S
    poc, open, no, medium, S
    poc, open, no, high, S
    poc, open, no, very high, O
    poc, open, yes, low, S
    poc, open, yes, medium, S
    poc, open, yes, high, O
    poc, open, yes, very high, O
    active, small, no, low, S
    active, small, no, medium, S
    active, small, no, high, O
    active, small, no, very high, O
    active, small, yes, low, S
    active, small, yes, medium, O
    active, small, yes, high, O
    active, small, yes, very high, O
    active, controlled, no, low, S
    active, controlled, no, medium, S
    active, controlled, no, high, O
    active, controlled, no, very high, O
    active, controlled, yes, low, O
    active, controlled, yes, medium, O
    active, controlled, yes, high, O
    active, controlled, yes, very high, O
    active, open, no, low, S
    active, open, no, medium, O
    active, open, no, high, O
    active, open, no, very high, I
    active, open, yes, low, O
    active, open, yes, medium, O
    active, open, yes, high, I
    active, open, yes, very high, I
  `),
};
