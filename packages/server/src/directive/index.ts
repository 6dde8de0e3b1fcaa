export { type KevLookup, readDirectives } from './read.ts';
