import type { PolicyForm } from '../policy-form.ts';
import { table } from './table.ts';

/**
 * A day where somebody attacks, an authority orders, or a worm could come. Behind that by what the
 * vendor expects, by severity, and by whether anyone can reach the host. (What the vendor detected is
 * exploited: its rows stand there for the table to be whole.)
 */
export const daybreak: PolicyForm = {
  policy: 'daybreak',
  title: "Daybreak's default",
  source: 'Daybreak',
  tiers: [
    { key: '24H', name: '24 hours', within: '24 hours' },
    { key: '3D', name: '3 days', within: '3 days' },
    { key: '7D', name: '7 days', within: '7 days' },
    { key: '14D', name: '14 days', within: '14 days' },
    { key: '30D', name: '30 days', within: '30 days' },
  ],
  inputs: ['exploited', 'ordered', 'wormable', 'exploitability', 'severity', 'exposed'],
  rows: table(`
    yes, *,   *,   *,           *,        *,   24H
    *,   yes, *,   *,           *,        *,   24H
    *,   *,   yes, *,           *,        *,   24H
    *,   *,   *,   detected,    *,        yes, 3D
    *,   *,   *,   detected,    *,        no,  7D
    *,   *,   *,   more likely, *,        yes, 3D
    *,   *,   *,   more likely, *,        no,  7D
    *,   *,   *,   *,           critical, yes, 7D
    *,   *,   *,   *,           critical, no,  14D
    *,   *,   *,   *,           *,        yes, 14D
    *,   *,   *,   *,           *,        no,  30D
  `),
};
