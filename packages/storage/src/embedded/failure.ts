/** Why the embedded database did not start: closed list, each message saying what to do. */

export type EmbeddedFailureCode =
  /** This system has no unix sockets or accounts as we need them. */
  | 'unsupported-platform'
  /** Nobody on this machine is fit to run the server. */
  | 'no-account'
  /** The cluster belongs to somebody else. */
  | 'foreign-owner'
  /** The folder that holds the cluster is gone, or the account cannot reach it. */
  | 'place-unusable'
  | 'no-binaries'
  /** The cluster was made by another major version than any that is installed. */
  | 'version-mismatch'
  /** Another Daybreak runs on this data folder. */
  | 'in-use'
  /** PostgreSQL itself said no; the message holds its words. */
  | 'server-failed';

export class EmbeddedFailure extends Error {
  override readonly name = 'EmbeddedFailure';
  readonly code: EmbeddedFailureCode;

  constructor(code: EmbeddedFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
