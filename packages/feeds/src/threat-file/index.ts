export { type EpssColumns, encodeEpss } from './epss-file.ts';
export { type ThreatHeader, threatFiles, threatPath } from './format.ts';
export { encodeKev } from './kev-file.ts';
export { threatKnowledge } from './knowledge.ts';
export { NewestThreats } from './newest.ts';
export { ThreatFiles } from './open.ts';
export { encodeSsvc } from './ssvc-file.ts';
