import { describe, expect, test } from 'vitest';
import { newSigningKey, publicKeyOf } from '../key/index.ts';
import {
  faultsOf,
  joinSignatures,
  newTo,
  proposal,
  proposedRoot,
  proposedTargets,
  proposeRoot,
  proposeTargets,
  signProposal,
  standingOf,
} from './index.ts';

const now = new Date('2024-06-11T18:00:00.000Z');
const [ada, grace, eve, server] = [1, 2, 3, 4].map(newSigningKey);
if (!ada || !grace || !eve || !server) throw new Error('no keys');

const names = { [ada.id]: 'Ada', [grace.id]: 'Grace' };
const trustees = {
  approvers: [ada, grace].map(({ privateKey }) => publicKeyOf(privateKey)),
  threshold: 2,
  server: publicKeyOf(server.privateKey),
  names,
};
const first = proposeRoot(null, trustees, now);
const root = proposedRoot(signProposal(signProposal(first, ada), grace));

describe('A first root', () => {
  test('is signed by those whom it names, and says who is missing', () => {
    expect(standingOf(first, null).missing).toBe(2);
    const once = standingOf(signProposal(first, grace), null);
    expect(once.missing).toBe(1);
    expect(once.signatories).toEqual([
      { keyId: ada.id, name: 'Ada', hasSigned: false },
      { keyId: grace.id, name: 'Grace', hasSigned: true },
    ]);
  });

  test('is not signed by somebody else, nor by one of them twice', () => {
    const byEve = signProposal(signProposal(signProposal(first, eve), ada), ada);
    expect(standingOf(byEve, null).missing).toBe(1);
  });
});

describe('A root after it', () => {
  const next = proposeRoot(
    root,
    { ...trustees, approvers: [publicKeyOf(eve.privateKey)], threshold: 1 },
    now,
  );

  test('wants those who were trusted before, and those who will be', () => {
    expect(standingOf(signProposal(next, eve), root).missing).toBe(2);
    const byOld = signProposal(signProposal(next, ada), grace);
    expect(standingOf(byOld, root).missing).toBe(1);
    expect(standingOf(signProposal(byOld, eve), root).missing).toBe(0);
  });
});

describe('Targets', () => {
  const texts = new Map([['openssl.json', '{"title":"openssl"}']]);
  const proposed = proposeTargets(null, texts, now);

  test('may be signed where each manifest is what the signature would be over', () => {
    expect(faultsOf(proposed)).toEqual([]);
    const other = { ...proposed, manifests: { 'openssl.json': '{"title":"harmless"}' } };
    expect(faultsOf(other)).toEqual(['openssl.json is not the text that would be signed']);
    const beside = { ...proposed, manifests: { ...proposed.manifests, 'more.json': '{}' } };
    expect(faultsOf(beside)).toEqual(['more.json is shown, and would not be signed']);
  });

  test('tell an approver what that approver has not signed before', () => {
    const before = proposedTargets(signProposal(proposed, ada));
    const more = new Map([...texts, ['nginx.json', '{"title":"nginx"}']]);
    const next = proposeTargets(before, more, now);
    expect([...newTo(publicKeyOf(ada.privateKey), next)]).toEqual(['nginx.json']);
    expect([...newTo(publicKeyOf(grace.privateKey), next)]).toEqual(['openssl.json', 'nginx.json']);
  });

  test('gather signatures that were made apart', () => {
    const byAda = signProposal(proposed, ada);
    const joined = joinSignatures(byAda, signProposal(proposed, grace), root);
    expect(joined && standingOf(joined, root).missing).toBe(0);
  });

  test('take no signature that counts for nothing, under whosever name', () => {
    const forged = structuredClone(signProposal(proposed, ada));
    const [signature] = forged.metadata['signatures'] as { sig: string }[];
    if (signature) signature.sig = signature.sig.replace(/^../, '00');
    const joined = joinSignatures(proposed, forged, root);
    expect(joined?.metadata['signatures']).toEqual([]);
    expect(joinSignatures(proposed, signProposal(proposed, eve), root)).toEqual(proposed);
  });

  test('are not mixed with others', () => {
    const other = proposeTargets(null, new Map([['nginx.json', '{}']]), now);
    expect(joinSignatures(proposed, signProposal(other, ada), root)).toBeNull();
  });

  test('survive the way through a file', () => {
    const signed = signProposal(proposed, ada);
    expect(proposal.parse(JSON.parse(JSON.stringify(signed)))).toEqual(signed);
  });
});
