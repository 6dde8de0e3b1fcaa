export { makeSetupLink, sessionIdleMaxMs, sessionMaxMs, setupLinkMaxMs } from './service.ts';
