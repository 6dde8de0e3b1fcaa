export { kevOf, readDirectives } from './read.ts';
