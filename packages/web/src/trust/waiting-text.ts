import type { ProposalSummary } from '@daybreak/protocol/trust';

/** `manifests, version 4`, `the root of trust, version 1`. */
export function whatText({ what, version }: Pick<ProposalSummary, 'what' | 'version'>): string {
  return `${what === 'root' ? 'the root of trust' : 'manifests'}, version ${version}`;
}

/** `manifests, version 4: 1 more signature is needed, of Grace or Eve`. */
export function waitingText(proposal: ProposalSummary): string {
  return `${whatText(proposal)}: ${neededText(proposal)}`;
}

export function neededText({ missing, signatories }: ProposalSummary): string {
  const open = signatories.filter(({ hasSigned }) => !hasSigned).map(({ name }) => name);
  const are = missing === 1 ? 'is' : 'are';
  const who = open.length <= missing ? open.join(' and ') : open.join(' or ');
  return `${missing} more ${missing === 1 ? 'signature' : 'signatures'} ${are} needed, of ${who}`;
}

/** The name of its file, which approvers pass on. */
export function proposalFile({ what, version }: Pick<ProposalSummary, 'what' | 'version'>): string {
  return `${what === 'root' ? 'root' : 'manifests'}-${version}.json`;
}
