import type { PolicyForm } from '../policy-form.ts';
import { table } from './table.ts';

/**
 * Patch operating systems, at maturity level three: there the 48 hours hold for every host, at the
 * levels below only for what the internet can reach.
 */
export const essentialEight: PolicyForm = {
  policy: 'essential-eight',
  title: 'Essential Eight, maturity level 3',
  source: 'ASD Essential Eight Maturity Model, November 2023, patch operating systems',
  tiers: [
    { key: '48H', name: '48 hours', within: '48 hours' },
    { key: '2W', name: 'Two weeks', within: '2 weeks' },
    { key: '1M', name: 'One month', within: '30 days' },
  ],
  inputs: ['exploit', 'severity', 'exposed'],
  rows: table(`
    yes, *,        *,   48H
    no,  critical, *,   48H
    no,  *,        yes, 2W
    no,  *,        no,  1M
  `),
};
