/**
 * What things cost, as ratios to work done in the same run: absolute times are this machine's, and
 * of this minute. Needs a folder of feeds and hosts: `npm run bench -- FOLDER` (default ../shared/data).
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { indexPath } from '@daybreak/feeds/index-file';
import { benchCheck } from './bench/check.ts';
import { benchCheckIns } from './bench/check-ins.ts';
import { benchCompliance } from './bench/compliance.ts';
import { benchExposure } from './bench/exposure.ts';
import { benchIdleAgent } from './bench/idle-agent.ts';
import { benchKevArrival } from './bench/kev-arrival.ts';
import { benchSync } from './bench/sync.ts';
import { benchUrgency } from './bench/urgency.ts';

const project = resolve(import.meta.dirname, '..');
const feeds = resolve(process.argv[2] ?? join(project, '../shared/data'));
const hosts = ['10_21H2_x64_pro', '11_23H2_x64_enterprise', 'srv_2012r2_u1'];

if (!existsSync(feeds)) {
  console.error(`No feeds in ${feeds}: name a folder of them, npm run bench -- FOLDER`);
  process.exit(2);
}
const data = mkdtempSync(join(tmpdir(), 'daybreak-bench-'));
try {
  await benchUrgency(feeds);
  await benchSync(feeds, data);
  const files = hosts.map((host) => join(feeds, 'systeminfo', `${host}_systeminfo.txt`));
  benchCheck(
    project,
    data,
    files.filter((file) => existsSync(file)),
  );
  await benchExposure(indexPath(data));
  await benchKevArrival(project, data);
  await benchCompliance(data);
  await benchCheckIns({ hosts: 2_000, requests: 20_000, connections: 64 });
  await benchIdleAgent();
} finally {
  rmSync(data, { recursive: true, force: true });
}
