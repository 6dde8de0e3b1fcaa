export * from './apt-packages.ts';
export * from './package-driver.ts';
