import type { Exception, ExceptionObject } from '@daybreak/core/exception';

/** What exceptions let hosts wait with for now. */
export class Waived {
  /** Advisories that need not be closed, in capitals. */
  readonly advisories: ReadonlySet<string>;
  /** The same for hosts for which the same exceptions hold. */
  readonly key: string;
  readonly #held: ReadonlyMap<string, Exception>;

  /** @param held those that hold for the hosts, the one that lasts longest first */
  constructor(held: readonly Exception[]) {
    this.#held = new Map(held.toReversed().map((one) => [keyOf(one.object), one]));
    this.key = [...new Set(held.map(({ id }) => id))].sort().join(' ');
    this.advisories = new Set(
      held.flatMap(({ object }) => (object.kind === 'advisory' ? [object.name.toUpperCase()] : [])),
    );
  }

  /** The exception from it; null where there is none. */
  from(kind: ExceptionObject['kind'], name: string): Exception | null {
    return this.#held.get(keyOf({ kind, name })) ?? null;
  }
}

function keyOf({ kind, name }: ExceptionObject): string {
  return `${kind} ${name.toUpperCase()}`;
}
