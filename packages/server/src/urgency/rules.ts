/** What people have decided that deadlines depend on. */
import type { Directive } from '@daybreak/core/directive';
import { type Exception, exceptionState } from '@daybreak/core/exception';
import type { Reader } from '@daybreak/storage/database';
import { listExceptions } from '@daybreak/storage/exception';
import { type HostPlace, placesOfHosts } from '@daybreak/storage/host-facts';
import { kevOf, readDirectives } from '../directive/index.ts';
import type { ExposureService } from '../exposure/index.ts';
import { type PoliciesInUse, policiesInUse } from '../policy/index.ts';

export interface Rules {
  readonly policies: PoliciesInUse;
  readonly directives: readonly Directive[];
  /** Those in force. */
  readonly exceptions: readonly Exception[];
  /** Where hosts with an exception of their own are counted, by id. */
  readonly places: ReadonlyMap<string, HostPlace>;
}

export async function readRules(
  reader: Reader,
  exposure: ExposureService,
  nowMs: number,
): Promise<Rules> {
  const all = await listExceptions(reader);
  const exceptions = all.filter((one) => exceptionState(one, nowMs) === 'in-force');
  const hosts = exceptions.flatMap(({ subject }) =>
    subject.kind === 'host' && subject.id !== null ? [subject.id] : [],
  );
  const places = await placesOfHosts(reader, hosts);
  return {
    policies: await policiesInUse(reader),
    directives: await readDirectives(reader, kevOf(exposure)),
    exceptions,
    places: new Map(places.map((place) => [place.id, place])),
  };
}
