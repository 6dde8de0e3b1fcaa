/** Everything that the ledger can tell of, in words: "Ada | made an exception | group shop". */

export interface ActionWords {
  /** What the actor did: "made an exception". */
  readonly did: string;
  /** What the entry's subject is the name of: "group"; empty for actions that have none. */
  readonly of: string;
}

/** An action without words here is one that the ledger does not take. */
export const auditActions = {
  'agent-token.make': { did: 'made tokens for agents', of: 'group' },
  'agent-token.revoke': { did: "revoked an agent's token", of: 'group' },
  'agent.clone-noticed': { did: 'noticed two machines with one key', of: 'host' },
  'agent.enrol': { did: 'enrolled an agent', of: 'host' },
  'agent.enrol-anew': { did: 'enrolled an agent anew', of: 'host' },
  'agent.revoke': { did: 'revoked an agent', of: 'host' },
  'agent.settle-clone': { did: 'let a host with two machines go on', of: 'host' },
  'agent.turned-away': { did: 'turned away an agent', of: 'host' },
  'attestation.create': { did: 'stated that something was done', of: 'host or group' },
  'attestation.withdraw': { did: 'withdrew a statement', of: 'host or group' },
  'directive.amended': { did: 'amended a directive', of: 'directive' },
  'directive.follow-kev': { did: 'began to follow a KEV entry', of: 'advisory' },
  'directive.issued': { did: 'entered a directive', of: 'directive' },
  'directive.unfollow-kev': { did: 'stopped following a KEV entry', of: 'advisory' },
  'directive.withdrawn': { did: 'entered that a directive was withdrawn', of: 'directive' },
  'enrolment-token.make': { did: 'made an enrolment command', of: 'group' },
  'enrolment-token.revoke': { did: 'revoked an enrolment command', of: 'group' },
  'example-fleet.add': { did: 'loaded the example fleet', of: '' },
  'example-fleet.remove': { did: 'removed the example fleet', of: '' },
  'exception.create': { did: 'made an exception', of: 'host or group' },
  'exception.revoke': { did: 'revoked an exception', of: 'host or group' },
  'fact-rule.add': { did: 'added a rule for facts', of: 'rule' },
  'fact-rule.order': { did: 'put the rules for facts in another order', of: '' },
  'fact-rule.remove': { did: 'removed a rule for facts', of: 'rule' },
  'fact-rule.replace': { did: 'changed a rule for facts', of: 'rule' },
  'feed.sync': { did: 'started a sync of the feeds', of: '' },
  'host-facts.import': { did: 'brought facts of hosts from a table', of: 'file' },
  'host-facts.set': { did: 'said facts of a host', of: 'host' },
  'host.delete': { did: 'removed a host with its history', of: 'host' },
  'host.enrol': { did: 'let a host come in by itself', of: 'host' },
  'host.enrol-refused': { did: 'turned away a host of another group', of: 'host' },
  'host.import': { did: 'took in inventories', of: 'group' },
  'mail-server.set': { did: 'set the mail server', of: 'server' },
  'notice-channel.add': { did: 'added a channel for notices', of: 'channel' },
  'notice-channel.remove': { did: 'removed a channel for notices', of: 'channel' },
  'notice-channel.test': { did: 'sent a test notice', of: 'channel' },
  'notice-delivery.retry': { did: 'had a delivery tried again', of: 'channel' },
  'notice-settings.set': { did: 'set when notices are due', of: '' },
  'order.cancel': { did: 'cancelled an order', of: 'host' },
  'order.end': { did: 'reported the end of an order', of: 'host' },
  'order.evidence': { did: 'handed over evidence gathered before an order', of: 'host' },
  'order.place': { did: 'placed an order', of: 'host' },
  'pacing.change': { did: 'changed what hosts may begin', of: '' },
  'pacing.stop': { did: 'halted every host', of: '' },
  'policy.assign': { did: 'said which policy a group goes by', of: 'group' },
  'policy.upload': { did: 'uploaded a policy', of: 'policy' },
  'rollout.page': { did: 'called for somebody', of: 'rollout' },
  'rollout.ring': { did: 'opened a ring', of: 'rollout' },
  'rollout.verdict': { did: 'judged a ring', of: 'rollout' },
  'session.login': { did: 'logged in', of: 'user' },
  'session.logout': { did: 'logged out', of: 'user' },
  'trust.propose-manifests': { did: 'put manifests before approvers', of: '' },
  'trust.propose-root': { did: 'put another root of trust before approvers', of: '' },
  'trust.publish-root': { did: 'published a root that approvers have signed', of: '' },
  'trust.publish-targets': { did: 'published manifests that approvers have signed', of: '' },
  'trust.sign': { did: 'handed in signatures of approvers', of: '' },
  'trust.withdraw': { did: 'withdrew what was before approvers', of: '' },
  'user.setup': { did: 'became the first administrator', of: 'user' },
} as const satisfies Readonly<Record<string, ActionWords>>;

export type AuditAction = keyof typeof auditActions;

/** Of an entry that another version of Daybreak wrote there may be none: null. */
export function wordsOfAction(action: string): ActionWords | null {
  return Object.hasOwn(auditActions, action) ? auditActions[action as AuditAction] : null;
}

/** Every action in whose words this text is, in any case: people search for what they read. */
export function actionsInWords(text: string): AuditAction[] {
  const wanted = text.toLowerCase();
  const all = Object.entries(auditActions) as [AuditAction, ActionWords][];
  return all.flatMap(([action, { did }]) => (did.toLowerCase().includes(wanted) ? [action] : []));
}
