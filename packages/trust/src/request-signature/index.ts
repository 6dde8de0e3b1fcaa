export * from './request.ts';
export * from './sign.ts';
export * from './verify.ts';
