export * from './count.ts';
export * from './effective.ts';
export * from './explicit.ts';
export { countFittingHosts } from './fitting.ts';
export { factsOfHost, type HostPlace, placesOfHosts } from './places.ts';
export * from './preview.ts';
export * from './rules.ts';
