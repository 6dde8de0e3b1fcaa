export * from './finding.ts';
export * from './host-state.ts';
export * from './https.ts';
export * from './own-checks.ts';
export * from './ports.ts';
export * from './probes.ts';
export * from './tls.ts';
export * from './units.ts';
