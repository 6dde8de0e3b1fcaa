export { type ImportContext, importHosts } from './import.ts';
