/** The driver as a process of its own, which a test kills while dnf is at it. */
import { runHere } from '@daybreak/agent/command';
import { DnfDriver, type DnfPlace } from '@daybreak/agent/dnf';

interface Given {
  /** What comes before a program, so that it runs on the host. */
  readonly within: readonly string[];
  readonly place: DnfPlace;
  readonly order: Parameters<DnfDriver['install']>[0];
}

const { within, place, order }: Given = JSON.parse(process.argv[2] ?? '');
const driver = new DnfDriver(
  ({ program, args, ...rest }) =>
    runHere({ ...rest, program: 'nsenter', args: [...within, program, ...args] }),
  place,
);
await driver.install(order);
