import type { PolicyForm } from '../policy-form.ts';
import { bod2604 } from './bod-26-04.ts';
import { cisaCoordinator } from './cisa-coordinator.ts';
import { daybreak } from './daybreak.ts';
import { essentialEight } from './essential-eight.ts';
import { ssvcDeployer } from './ssvc-deployer.ts';

/** The policies that Daybreak brings along; the default first. */
export const shippedPolicies: readonly PolicyForm[] = [
  daybreak,
  bod2604,
  cisaCoordinator,
  ssvcDeployer,
  essentialEight,
];
