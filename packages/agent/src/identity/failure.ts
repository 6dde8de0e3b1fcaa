/** Something about the host's own state that only whoever looks after it can put right. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
}
