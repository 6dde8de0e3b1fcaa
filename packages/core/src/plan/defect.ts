/** A way in which a patch can be bad. */
export interface DefectClass {
  readonly name: string;
  /** The chance that a patch has it, 0 to 1. */
  readonly prior: number;
  /** The share of all hosts that it breaks, above 0 and up to 1. */
  readonly brokenShare: number;
  /** The mean time from the patch to the failure; exponential. */
  readonly onsetHours: number;
  /** The share of its failures that probes see, 0 to 1. */
  readonly seenShare: number;
}

/**
 * Assumptions, no measurements: one patch in twenty breaks something. For scale, of sampled fixes in
 * operating systems 14.8 to 24.4 % were wrong in some way (Yin et al., FSE 2011). To be fitted again
 * from one's own rollouts: whatever uses them takes them as an argument.
 */
export const assumedDefects: readonly DefectClass[] = [
  { name: 'universal', prior: 0.005, brokenShare: 1, onsetHours: 0.1, seenShare: 1 },
  { name: 'subset', prior: 0.02, brokenShare: 0.05, onsetHours: 0.25, seenShare: 0.9 },
  { name: 'rare', prior: 0.015, brokenShare: 0.005, onsetHours: 0.25, seenShare: 0.9 },
  { name: 'delayed', prior: 0.01, brokenShare: 0.05, onsetHours: 12, seenShare: 0.9 },
];
