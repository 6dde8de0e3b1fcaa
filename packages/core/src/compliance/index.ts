export * from './attestation.ts';
export * from './compliance.ts';
export * from './demand.ts';
export * from './host.ts';
export * from './scope-verdict.ts';
export * from './state.ts';
