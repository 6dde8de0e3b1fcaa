export * from './check-in.ts';
export * from './documents.ts';
export * from './enrolment.ts';
export * from './host-agent.ts';
export * from './order.ts';
export * from './token.ts';
export * from './watch.ts';
