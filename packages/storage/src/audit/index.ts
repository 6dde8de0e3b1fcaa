export { type AuditEntry, type AuditEvent, appendAudit } from './append.ts';
export * from './page.ts';
export { lastAudit, readAudit } from './read.ts';
export * from './verify.ts';
