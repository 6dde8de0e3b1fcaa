export * from './channel.ts';
export * from './delivery.ts';
export * from './log.ts';
export * from './outbox.ts';
export * from './settings.ts';
export * from './told.ts';
