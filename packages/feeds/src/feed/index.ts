export * from './calendar.ts';
export * from './drops.ts';
export * from './error.ts';
export * from './limits.ts';
export * from './product.ts';
export * from './sink.ts';
export * from './unpack.ts';
export * from './update.ts';
