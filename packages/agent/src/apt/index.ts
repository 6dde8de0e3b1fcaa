export * from './against-order.ts';
export * from './driver.ts';
export * from './installed.ts';
export * from './simulation.ts';
