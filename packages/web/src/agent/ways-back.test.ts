import type { ShownOrder } from '@daybreak/protocol/agent';
import type { InstalledOnHost } from '@daybreak/protocol/host';
import { describe, expect, it } from 'vitest';
import { openssl } from '../../tests/support/trust-view.ts';
import { orderedBack, removableFrom, waysBack } from './ways-back.ts';

const manifest = {
  ...openssl.manifest,
  packages: [
    { name: 'libssl3', version: '4', back: ['1', '2', '3'], isNew: false },
    { name: 'openssl', version: '4', back: ['4'], isNew: false },
    { name: 'ssl-extra', version: '4', back: ['3'], isNew: true },
  ],
  removable: ['KB5039227', 'KB5039211'],
};
const of = (name: string) => ({
  ...{ name, architecture: 'amd64', version: '4', state: 'installed' as const },
  ...{ source: 'openssl', sourceVersion: '4' },
});
const debian: InstalledOnHost = { system: 'debian', packages: [of('libssl3'), of('openssl')] };
const windows: InstalledOnHost = { system: 'windows', updates: ['KB5039227'], complete: true };

const plain: ShownOrder = {
  id: '00000000-0000-4000-8000-000000000000',
  ...{ action: 'install', manifest: 'openssl.json', packages: [], updates: [], evidence: 'none' },
  ...{ state: 'ended', placedBy: 'ada', placedAt: '2024-06-01T08:00:00.000Z', grantedAt: null },
  ...{ leaseUntil: null, begunAt: null, progress: null, endedAt: null, outcome: null },
  ...{ evidenceDemands: [], handedOver: null, cancelledBy: null, cancelledAt: null },
};
function ended(endedAt: string, name: string, from: string): ShownOrder {
  const changed = [{ name, from, to: '4' }];
  const outcome = { kind: 'done' as const, reasons: [], halfDone: [], changed, log: '' };
  return { ...plain, endedAt, outcome };
}

const june = '2024-06-02T08:00:00.000Z';
const may = '2024-05-02T08:00:00.000Z';
const orders = [ended(june, 'libssl3:amd64', '2'), ended(may, 'libssl3', '1'), plain];

describe('the ways back', () => {
  it('are to what approvers name, what the host had last first, of packages that it has', () => {
    expect(waysBack(manifest, debian, orders)).toEqual([
      {
        ...{ name: 'libssl3', installed: ['4'] },
        versions: [
          { version: '2', until: june },
          { version: '1', until: may },
          { version: '3', until: null },
        ],
      },
    ]);
  });

  it('are in the order of the manifest where no order tells what the host had', () => {
    const [way] = waysBack(manifest, debian, [ended(june, 'libssl3-dev', '3')]);
    expect(way?.versions.map(({ version }) => version)).toEqual(['1', '2', '3']);
  });

  it('are of Windows the updates that it has and that may be taken out', () => {
    expect(waysBack(manifest, windows, [])).toEqual([]);
    expect(removableFrom(manifest, windows)).toEqual(['KB5039227']);
    expect(removableFrom(openssl.manifest, windows)).toEqual([]);
  });
});

describe('the order to go back', () => {
  const ways = waysBack(manifest, debian, orders);

  it('is to what was chosen, else to what the host had last', () => {
    expect(orderedBack(ways, { libssl3: '3' }, []).packages).toEqual([
      { name: 'libssl3', version: '3' },
    ]);
    expect(orderedBack(ways, {}, []).packages).toEqual([{ name: 'libssl3', version: '2' }]);
  });

  it('never asks for what is not among the ways, as of another manifest', () => {
    expect(orderedBack(ways, { libssl3: '0' }, []).packages).toEqual([
      { name: 'libssl3', version: '2' },
    ]);
  });

  it('guesses no version where nothing tells what the host had', () => {
    expect(orderedBack(waysBack(manifest, debian, []), {}, []).packages).toEqual([]);
  });

  it('leaves a package as it is where that was chosen', () => {
    expect(orderedBack(ways, { libssl3: '' }, ['KB5039227'])).toEqual({
      ...{ packages: [], updates: ['KB5039227'] },
    });
  });
});
