export * from './against-order.ts';
export * from './driver.ts';
export * from './installed.ts';
export * from './order-form.ts';
export * from './transaction.ts';
