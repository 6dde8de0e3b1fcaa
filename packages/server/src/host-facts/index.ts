export { importFacts } from './import.ts';
