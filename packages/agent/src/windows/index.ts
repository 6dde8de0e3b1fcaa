export * from './driver.ts';
export * from './host.ts';
export * from './inventory.ts';
export * from './powershell.ts';
export * from './results.ts';
export * from './scripts.ts';
