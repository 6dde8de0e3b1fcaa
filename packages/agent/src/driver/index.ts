export * from './apt-packages.ts';
export * from './debian-host.ts';
export * from './host-driver.ts';
export * from './package-driver.ts';
