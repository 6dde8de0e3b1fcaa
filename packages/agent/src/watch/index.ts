export * from './known-ports.ts';
export * from './lookout.ts';
export * from './signed-manifests.ts';
export * from './watcher.ts';
