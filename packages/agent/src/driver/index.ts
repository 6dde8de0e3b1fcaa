export * from './apt-packages.ts';
export * from './dnf-packages.ts';
export * from './host-driver.ts';
export * from './linux-host.ts';
export * from './package-driver.ts';
export * from './packaged-host.ts';
