export * from './check-in.ts';
export * from './documents.ts';
export * from './enrolment.ts';
export * from './order.ts';
