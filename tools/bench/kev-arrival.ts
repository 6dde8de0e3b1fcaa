/**
 * A new entry of KEV, from CISA's document to what screens are told: a real server on a real
 * database with 100,000 hosts is listened to as a screen does, and the feed is read by the command
 * that the server starts for it.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Today } from '@daybreak/protocol/update';
import { startFleetServer } from './fleet-server.ts';
import { figure, heading, measured, median, seconds } from './report.ts';

/** Closed by updates of many products, and in no catalogue. */
const listed = 'CVE-2026-20804';
const rounds = 5;

export async function benchKevArrival(project: string, data: string): Promise<void> {
  heading('A new entry of KEV, with 100,000 hosts of 5,000 postures and 20 groups');
  const folder = mkdtempSync(join(tmpdir(), 'daybreak-kev-'));
  try {
    cpSync(data, folder, { recursive: true, preserveTimestamps: true });
    // A folder that was copied is read once more.
    await sync(project, writeCatalogue(folder, 0, false), folder);
    await using server = await startFleetServer(folder);
    const first = await measured(() => server.today());
    figure('Today for the first time, every posture assessed', seconds(first.ms));
    const again = await measured(() => server.today());
    figure('Today again, nothing new', seconds(again.ms));
    const took: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const isListed = round % 2 === 1;
      const catalogue = writeCatalogue(folder, round, isListed);
      took.push((await measured(() => arrival(project, folder, catalogue, server, isListed))).ms);
    }
    figure('from the document to Today as it is then, median', seconds(median(took)));
    figure('the slowest of these', seconds(Math.max(...took)), 'goal: under 2 s');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Listening {
  today(): Promise<Today>;
  /** Resolves with the next word that something is another. */
  news(): Promise<void>;
}

async function arrival(
  project: string,
  folder: string,
  catalogue: string,
  server: Listening,
  isListed: boolean,
): Promise<void> {
  const told = server.news();
  await sync(project, catalogue, folder);
  await told;
  const { updates } = await server.today();
  const found = updates.some(({ knownExploited }) => knownExploited.includes(listed));
  if (found !== isListed) throw new Error('Today does not show what the catalogue says');
}

function sync(project: string, from: string, folder: string): Promise<void> {
  const words = ['feeds', 'sync', '--from', from, '--data', folder];
  const program = join(project, 'packages/cli/bin/daybreak.cjs');
  const child = spawn(process.execPath, [program, ...words], { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`sync: ${code}`))));
  });
}

/** The catalogue that was kept, a day later, with or without the entry. */
function writeCatalogue(folder: string, round: number, isListed: boolean): string {
  const kept = join(folder, 'feeds/known_exploited_vulnerabilities.json.gz');
  const catalogue = JSON.parse(gunzipSync(readFileSync(kept)).toString());
  const others = catalogue.vulnerabilities.filter(
    ({ cveID }: { readonly cveID: string }) => cveID !== listed,
  );
  const day = `2026-11-0${round + 1}`;
  const entry = { ...others[0], cveID: listed, dateAdded: day };
  const vulnerabilities = isListed ? [...others, entry] : others;
  const count = vulnerabilities.length;
  const catalogVersion = day.replaceAll('-', '.');
  const into = join(folder, `.arrived-${round}`);
  mkdirSync(into);
  const text = JSON.stringify({ ...catalogue, catalogVersion, count, vulnerabilities });
  writeFileSync(join(into, 'known_exploited_vulnerabilities.json'), text);
  return into;
}
